"""The agenda is laid down: its items in order, each with its minutes. The report takes a quarter of the time at most."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.duties import queries as duties
from meetings.record import held, kept
from meetings.record.agenda import ITEM_MINUTES_MAX, ITEMS_MAX, Item, ItemKind, faults_of, planned_share
from meetings.record.models import AgendaItemRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

OPEN_TO_IT = (State.PLANNED, State.ANNOUNCED, State.LIVE, State.HELD)


class PlannedItem(Wish):
    kind: ItemKind
    minutes: int = Field(ge=1, le=ITEM_MINUTES_MAX)
    title_kk: str = Field(min_length=2, max_length=200)
    title_ru: str = Field(min_length=2, max_length=200)


class SetAgenda(Wish):
    meeting: str = Field(max_length=20)
    items: tuple[PlannedItem, ...] = Field(min_length=1, max_length=ITEMS_MAX)


async def about(context: Context, wish: SetAgenda) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("agenda.set", entry="agenda.set", about=about)
async def set_agenda(context: Context, wish: SetAgenda) -> None:
    """Raises Invalid for items that do not fill the meeting, or a report beyond the law; Conflict once an item has begun."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, *OPEN_TO_IT)
    if any(each.started_at for each in await kept.items_of(meeting.id)):
        raise Conflict("agenda.begun")
    items = [Item(number, **each.model_dump()) for number, each in enumerate(wish.items, start=1)]
    limit = await duties.norm(context, "report_share_percent")
    faults = faults_of(items, meeting.minutes, limit)
    if faults:
        raise Invalid.many(faults)
    await AgendaItemRow.filter(meeting_id=meeting.id).delete()
    for each in items:
        await AgendaItemRow.create(
            meeting_id=meeting.id,
            number=each.number,
            kind=each.kind.value,
            title_kk=each.title_kk,
            title_ru=each.title_ru,
            minutes=each.minutes,
        )
    share = planned_share(items, limit)
    held.happened(
        context,
        meeting,
        "agenda.set",
        items=len(items),
        report_minutes=share.report // 60,
        report_percent=share.percent,
    )
