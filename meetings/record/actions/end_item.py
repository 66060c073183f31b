"""An item of the agenda is over."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.actions.start_item import item_row
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class EndItem(Wish):
    meeting: str = Field(max_length=20)
    item: int = Field(ge=1, le=100)


async def about(context: Context, wish: EndItem) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("agenda.end_item", entry="agenda.item_ended", about=about)
async def end_item(context: Context, wish: EndItem) -> None:
    """Raises Conflict where the meeting, or the item, does not go on."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE)
    item = await item_row(meeting, wish.item)
    if item.started_at is None or item.ended_at is not None:
        raise Conflict("agenda.item_not_running")
    item.ended_at = context.now
    await item.save()
    held.happened(context, meeting, "agenda.item_ended", item=item.number, item_kind=item.kind)
