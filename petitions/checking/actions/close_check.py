"""A moderator lays a petition aside; somebody else may open it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.checking.models import EditLockRow
from petitions.drafting import held, queries


class CloseCheck(Wish):
    petition: str = Field(max_length=20)


async def about(context: Context, wish: CloseCheck) -> Subject:
    return await queries.subject(context, wish.petition)


@action("petition.close_check", entry="petition.check_closed", about=about, public=False)
async def close_check(context: Context, wish: CloseCheck) -> None:
    """Another's lock stays."""
    row = await held.hold(wish.petition)
    await EditLockRow.filter(petition_id=row.id, person_id=context.actor.person_id).delete()
