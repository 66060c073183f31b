"""An operator of a service centre registers a visitor who has come to the desk."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.people import queries as people
from hearing_state.permissions import Subject
from meetings.registration.actions.register import Registered, come_in
from meetings.registration.entry import NOTE_MAX, Mode, Need
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class RegisterVisitor(Wish):
    """``person``: whom the operator wrote down within the last day."""

    meeting: str = Field(max_length=20)
    person: UUID
    mode: Mode
    wishes: tuple[Need, ...] = Field((), max_length=len(Need))
    note: str = Field("", max_length=NOTE_MAX)


async def about(context: Context, wish: RegisterVisitor) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("registration.register_visitor", entry="registration.made", about=about, public=False)
async def register_visitor(context: Context, wish: RegisterVisitor) -> Registered:
    """Raises NotFound for somebody who has not come to this operator."""
    if not await people.has_come(context, wish.person):
        raise NotFound("people.not_found")
    meeting = await lock.hold(wish.meeting)
    return await come_in(
        context, meeting, wish.person, wish.mode, wish.wishes, wish.note, by=context.actor.person_id
    )
