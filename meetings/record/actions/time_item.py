"""Of a meeting that was not led in the system the secretary writes down when an item began and ended."""

from __future__ import annotations

from pydantic import AwareDatetime, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.actions.start_item import item_row
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class TimeItem(Wish):
    """Also to correct what was pressed too late."""

    meeting: str = Field(max_length=20)
    item: int = Field(ge=1, le=100)
    started_at: AwareDatetime
    ended_at: AwareDatetime


async def about(context: Context, wish: TimeItem) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("agenda.time_item", entry="agenda.item_timed", about=about)
async def time_item(context: Context, wish: TimeItem) -> None:
    """Raises Invalid for times outside the meeting."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.HELD)
    held.must_lie_within(meeting, wish.started_at, wish.ended_at)
    item = await item_row(meeting, wish.item)
    item.started_at, item.ended_at = wish.started_at, wish.ended_at
    await item.save()
    held.happened(context, meeting, "agenda.item_timed", item=item.number, item_kind=item.kind)
