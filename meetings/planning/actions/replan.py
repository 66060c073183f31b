"""A draft is planned anew as it was shown: what does not fit is mended, as little as possible moves."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.planning import comparing, held, kept, sight
from meetings.planning.wishes import PlannerWish


class Replan(PlannerWish):
    """``digest``: of what was shown. ``version``: of the plan as it was read."""

    plan: str = Field(max_length=20)
    version: int
    digest: str = Field(max_length=64)


async def about(context: Context, wish: Replan) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.replan", entry="plan.replanned", about=about, public=False)
async def replan(context: Context, wish: Replan) -> None:
    """Raises Conflict where the plan, or what the planner makes of it, is not what was shown any more."""
    row = await held.hold(wish.plan)
    held.must_be_as_seen(row, wish.version)
    held.step(row, "replan")
    plan = await kept.plan(context, row.ref)
    wanted = wish.wanted(plan.wanted)
    compared = await comparing.compared(context, plan, wanted)
    if compared.digest != wish.digest:
        raise Conflict("plan.came_out_otherwise")
    await comparing.take(context, compared)
    row.wanted, row.report = wanted.stored(), compared.report
    await row.save()
