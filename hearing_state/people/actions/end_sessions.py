"""Somebody ends her sessions elsewhere, or an administrator those of a person. They end at once."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import SignInNeeded
from hearing_state.people import queries
from hearing_state.people.sessions import end_sessions_of
from hearing_state.permissions import Subject


class EndSessions(Wish):
    """``person``: whose, oneself where empty. ``session``: only this one, all where empty."""

    person: UUID | None = None
    session: UUID | None = None


class Ended(BaseModel):
    model_config = ConfigDict(frozen=True)

    sessions: int


def _whose(context: Context, wish: EndSessions) -> UUID:
    person_id = wish.person or context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    return person_id


async def about(context: Context, wish: EndSessions) -> Subject:
    return await queries.subject(context, _whose(context, wish))


@action("people.end_sessions", entry="people.sessions_ended", about=about, public=False)
async def end_sessions(context: Context, wish: EndSessions) -> Ended:
    return Ended(sessions=await end_sessions_of(context, _whose(context, wish), only=wish.session))
