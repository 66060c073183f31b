"""The chair comes to an item of the agenda; the one before it is over."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, NotFound
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.models import AgendaItemRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State


class StartItem(Wish):
    meeting: str = Field(max_length=20)
    item: int = Field(ge=1, le=100)


async def about(context: Context, wish: StartItem) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("agenda.start_item", entry="agenda.item_started", about=about)
async def start_item(context: Context, wish: StartItem) -> None:
    """Raises Conflict where the meeting does not go on, or the item has begun already."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.LIVE)
    item = await item_row(meeting, wish.item)
    if item.started_at is not None:
        raise Conflict("agenda.item_begun")
    await AgendaItemRow.filter(meeting_id=meeting.id, started_at__isnull=False, ended_at__isnull=True).update(
        ended_at=context.now
    )
    item.started_at = context.now
    await item.save()
    held.happened(context, meeting, "agenda.item_started", item=item.number, item_kind=item.kind)


async def item_row(meeting: Meeting, number: int) -> AgendaItemRow:
    """Raises NotFound."""
    found = await AgendaItemRow.get_or_none(meeting_id=meeting.id, number=number)
    if found is None:
        raise NotFound("agenda.no_such_item")
    return found
