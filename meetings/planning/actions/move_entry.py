"""A planned meeting gets another hour in the draft. Nobody needs to be told: it is not public yet."""

from __future__ import annotations

from uuid import UUID

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight
from meetings.schedule.meeting import MINUTES_MAX, MINUTES_MIN


class MoveEntry(Wish):
    """``version``: of the entry as it was read."""

    plan: str = Field(max_length=20)
    entry: UUID
    version: int
    starts_at: AwareDatetime
    minutes: int = Field(ge=MINUTES_MIN, le=MINUTES_MAX)


async def about(context: Context, wish: MoveEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.move_entry", entry="plan.edited", about=about, public=False)
async def move_entry(context: Context, wish: MoveEntry) -> None:
    """Raises Invalid for an hour outside the plan, Conflict where somebody changed the entry meanwhile."""
    del context
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    held.must_fit(plan, wish.starts_at, wish.minutes)
    row = await held.hold_entry(plan, wish.entry)
    held.must_be_as_seen(row, wish.version)
    if row.starts_at != wish.starts_at:
        row.previous_at, row.starts_at = row.starts_at, wish.starts_at
        row.visit_key = None  # a journey bundles what the planner put on one day
    row.minutes = wish.minutes
    row.version += 1
    await row.save()
    await plan.save()
