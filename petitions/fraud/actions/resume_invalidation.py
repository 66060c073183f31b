"""A stopped invalidation goes on where it stopped."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from petitions.fraud import held, queries


class ResumeInvalidation(Wish):
    petition: str = Field(max_length=20)
    number: int = Field(ge=1)


async def about(context: Context, wish: ResumeInvalidation) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.resume_invalidation", entry="petition.invalidation_resumed", about=about)
async def resume_invalidation(context: Context, wish: ResumeInvalidation) -> None:
    """Raises Conflict where it is not stopped, the petition was sent, or another is under way."""
    petition, row = await held.hold(wish.petition, wish.number)
    held.must_be_held(petition)
    held.step(row, "resume")
    if await held.is_in_motion(petition):
        raise Conflict("petition.invalidation_open")
    row.steps += 1
    await row.save(update_fields=["state", "steps"])
    await held.happened(context, petition, row, "invalidation_resumed")
    held.go_on(context, petition, row)
