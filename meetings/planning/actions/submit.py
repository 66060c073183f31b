"""A draft is laid before the head. What cannot be published is refused here already."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.planning import checking, held, kept, sight


class Submit(Wish):
    """``version``: of the plan as it was read."""

    plan: str = Field(max_length=20)
    version: int


async def about(context: Context, wish: Submit) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.submit", entry="plan.submitted", about=about, public=False)
async def submit(context: Context, wish: Submit) -> None:
    """Raises Conflict for an empty plan, one with meetings that cannot be, or one that changed since it was read."""
    row = await held.hold(wish.plan)
    held.must_be_as_seen(row, wish.version)
    held.step(row, "submit")
    await must_be_publishable(context, row.ref)
    row.submitted_at, row.submitted_by, row.remark = context.now, context.actor.person_id, ""
    await row.save()
    context.tell("plan.submitted", row.ref, agency=row.agency_id, part=row.part)


async def must_be_publishable(context: Context, ref: str) -> None:
    """A public calendar has meetings, and none that cannot be held. Raises Conflict."""
    plan = await kept.plan(context, ref)
    checked = await checking.checked(context, plan)
    if not checked.entries:
        raise Conflict("plan.is_empty")
    if checked.impossible:
        raise Conflict("plan.has_conflicts", number=len(checked.impossible))
