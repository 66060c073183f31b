"""Days on which the head of an office is away: no meeting is planned then, or a deputy holds it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.planning import sight
from meetings.planning.models import AbsenceRow
from meetings.planning.plan import AbsenceReason

DAYS_MAX = 366


class SetAbsence(Wish):
    """Both days are away."""

    agency: str = Field(max_length=200)
    from_on: date
    until_on: date
    reason: AbsenceReason = AbsenceReason.LEAVE


async def about(context: Context, wish: SetAbsence) -> Subject:
    return await sight.office_subject(context, wish.agency)


@action("plan.set_absence", entry="plan.absence_set", about=about, public=False)
async def set_absence(context: Context, wish: SetAbsence) -> UUID:
    """Raises Invalid for days in the wrong order, all over, or of more than a year."""
    if not 0 <= (wish.until_on - wish.from_on).days < DAYS_MAX:
        raise Invalid("plan.absence_order", field="until_on")
    if wish.until_on < context.today:
        raise Invalid("plan.absence_over", field="until_on")
    (agency_id,) = (await about(context, wish)).agencies
    row = await AbsenceRow.create(
        id=new_id(),
        agency_id=agency_id,
        from_on=wish.from_on,
        until_on=wish.until_on,
        reason=wish.reason.value,
        made_at=context.now,
    )
    return row.id
