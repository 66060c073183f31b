"""A planned meeting is fixed: replanning leaves it where it is; or let go again."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight


class FixEntry(Wish):
    plan: str = Field(max_length=20)
    entry: UUID
    is_fixed: bool = True


async def about(context: Context, wish: FixEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.fix_entry", entry="plan.edited", about=about, public=False)
async def fix_entry(context: Context, wish: FixEntry) -> None:
    """Fixing what is fixed changes nothing."""
    del context
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    row = await held.hold_entry(plan, wish.entry)
    if row.is_fixed == wish.is_fixed:
        return
    row.is_fixed = wish.is_fixed
    row.version += 1
    await row.save()
    await plan.save()
