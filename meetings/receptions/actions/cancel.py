"""Hours do not take place: everybody reads why, and whoever had a place there is told and gets another one."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.receptions import held, queries
from meetings.receptions.booking import State
from meetings.receptions.models import BookingRow


class Cancel(Wish):
    reception: str = Field(max_length=20)
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Cancel) -> Subject:
    return await queries.subject_of_hours(context, wish.reception)


@action("reception.cancel", entry="reception.cancelled", about=about)
async def cancel(context: Context, wish: Cancel) -> None:
    hours = await held.hold_hours(wish.reception)
    if hours.cancelled_at is not None:
        raise Conflict("reception.is_cancelled")
    if hours.starts_at <= context.now:
        raise Conflict("reception.in_the_past")
    hours.cancelled_at, hours.reason = context.now, wish.reason
    await hours.save()
    for row in await BookingRow.filter(hours_id=hours.id, state=State.APPOINTED.value).select_for_update():
        held.step(row, "set_free")
        row.hours_id, row.slot_at = None, None
        await row.save()
        await held.happened(context, row, "set_free", reason=wish.reason)
    context.record("reception.cancelled", hours.ref, agency=hours.agency_id)
