"""A planned meeting is taken out of the draft. It can be put back until the plan is approved."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight


class RemoveEntry(Wish):
    """``version``: of the entry as it was read."""

    plan: str = Field(max_length=20)
    entry: UUID
    version: int


async def about(context: Context, wish: RemoveEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.remove_entry", entry="plan.edited", about=about, public=False)
async def remove_entry(context: Context, wish: RemoveEntry) -> None:
    """Raises Conflict where somebody changed the entry meanwhile."""
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    row = await held.hold_entry(plan, wish.entry)
    held.must_be_as_seen(row, wish.version)
    row.removed_at = context.now
    row.version += 1
    await row.save()
    await plan.save()
