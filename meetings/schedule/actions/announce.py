"""A planned meeting is announced: where, how to take part, in time (Decree 826 p. 3(4))."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.clock import day_of
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.schedule import held, queries
from meetings.schedule.meeting import ChangeKind, Kind, Mode
from meetings.schedule.models import MeetingRow


class Announce(Wish):
    """``late_reason``: why it is announced later than the law wants; everybody reads it."""

    meeting: str = Field(max_length=20)
    late_reason: str = Field("", max_length=1000)


async def about(context: Context, wish: Announce) -> Subject:
    return await queries.subject(context, wish.meeting)


@action("meeting.announce", entry="meeting.announced", about=about)
async def announce(context: Context, wish: Announce) -> None:
    """Raises Invalid for a hall without an address, or a late announcement without a reason; Conflict once it is over."""
    row = await held.hold(wish.meeting)
    held.step(row, "announce")
    if row.starts_at <= context.now:
        raise Conflict("meeting.hour_has_passed", at=row.starts_at)
    must_have_a_hall(row)
    days_left = (day_of(row.starts_at) - context.today).days
    is_late = days_left < row.announce_days and row.kind != Kind.TENSION
    if is_late and not wish.late_reason:
        raise Invalid(
            "meeting.announced_too_late", field="late_reason", days=row.announce_days, left=days_left
        )
    row.announced_at = context.now
    await row.save()
    await held.happened(
        context,
        row,
        ChangeKind.ANNOUNCED,
        reason=wish.late_reason if is_late else "",
        days_before=days_left,
        is_late=is_late,
    )


def must_have_a_hall(row: MeetingRow) -> None:
    if Mode(row.mode).has_hall and not (row.address_kk and row.address_ru):
        raise Invalid("meeting.address_needed", field="address_kk")
