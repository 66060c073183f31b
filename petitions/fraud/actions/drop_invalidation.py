"""What waits for a second person is dropped: by a moderator, or by the house after a day."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from petitions.fraud import held, queries


class DropInvalidation(Wish):
    petition: str = Field(max_length=20)
    number: int = Field(ge=1)


async def about(context: Context, wish: DropInvalidation) -> Subject:
    return await queries.subject(context, wish.petition, wish.number)


@action("petition.drop_invalidation", entry="petition.invalidation_dropped", about=about)
async def drop_invalidation(context: Context, wish: DropInvalidation) -> None:
    """Raises Conflict once it has begun."""
    petition, row = await held.hold(wish.petition, wish.number)
    held.step(row, "drop")
    row.ended_at = context.now
    await row.save(update_fields=["state", "ended_at"])
    context.record("petition.invalidation_dropped", petition.ref, number=row.number)
