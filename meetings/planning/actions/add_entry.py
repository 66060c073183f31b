"""A meeting is put into a plan by hand. What stands against it is shown beside it; the plan is not submitted with it."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.clock import day_of
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.duties import queries as duties
from meetings.duties.duty import PeriodKind, period_of
from meetings.planning import held, sight
from meetings.planning.models import EntryRow
from meetings.planning.plan import NOTE_MAX
from meetings.schedule.meeting import MINUTES_MAX, MINUTES_MIN, Mode


class AddEntry(Wish):
    """``place``: whose residents are met; empty for the whole country."""

    plan: str = Field(max_length=20)
    place: str | None = Field(None, pattern=r"^\d{9}$")
    starts_at: AwareDatetime
    minutes: int = Field(90, ge=MINUTES_MIN, le=MINUTES_MAX)
    mode: Mode
    is_deputy: bool = False
    note: str = Field("", max_length=NOTE_MAX)


async def about(context: Context, wish: AddEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.add_entry", entry="plan.edited", about=about, public=False)
async def add_entry(context: Context, wish: AddEntry) -> UUID:
    """Raises Invalid for an hour outside the plan or a place of another office."""
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    held.must_fit(plan, wish.starts_at, wish.minutes)
    body = await agencies.agency(context, plan.agency_id)
    await held.must_belong(context, body.place_code, wish.place)
    then = replace(context, now=max(context.now, wish.starts_at))  # by the rules of that day
    duty = await duties.duty_at(then, body.id, wish.place)
    kind = duty.period if duty else PeriodKind.YEAR
    row = await EntryRow.create(
        id=new_id(),
        plan_id=plan.id,
        rule_key=duty.rule_key if duty else None,
        place_code=wish.place,
        period_key=period_of(day_of(wish.starts_at), kind).key,
        version=1,
        **wish.model_dump(include={"starts_at", "minutes", "is_deputy", "note"}),
        mode=wish.mode.value,
    )
    await plan.save()
    return row.id
