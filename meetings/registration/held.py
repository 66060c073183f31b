"""A meeting held while somebody comes or goes: its row locked, so that seats never oversell and the line has no gaps in order."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.errors import Conflict, NotFound
from hearing_state.ids import new_id
from meetings.registration.entry import (
    LIFECYCLE,
    Kind,
    Mode,
    State,
    closed_because,
    modes_of,
    to_seat,
    to_unseat,
)
from meetings.registration.models import EntryRow
from meetings.schedule import lock
from meetings.schedule.meeting import Meeting

_LAST = "SELECT coalesce(max(line), 0) FROM registration_entry WHERE meeting_id = $1 AND line IS NOT NULL"
_LINE = """
SELECT count(*) FILTER (WHERE state = 'seated')::int AS taken, count(*) FILTER (WHERE state = 'waiting')::int AS waiting
  FROM registration_entry WHERE meeting_id = $1 AND line IS NOT NULL
"""
_SEAT = """
UPDATE registration_entry SET state = 'seated', seated_at = $3 WHERE id IN (
  SELECT id FROM registration_entry WHERE meeting_id = $1 AND state = 'waiting' ORDER BY line LIMIT $2) RETURNING id
"""
_UNSEAT = """
UPDATE registration_entry SET state = 'waiting', seated_at = NULL WHERE id IN (
  SELECT id FROM registration_entry WHERE meeting_id = $1 AND state = 'seated' AND line IS NOT NULL ORDER BY line DESC LIMIT $2) RETURNING id
"""
_PLACE = """
SELECT 1 + (SELECT count(*) FROM registration_entry w WHERE w.meeting_id = e.meeting_id AND w.state = 'waiting' AND w.line < e.line)
  FROM registration_entry e WHERE e.id = $1 AND e.state = 'waiting'
"""


async def hold_entry(entry_id: UUID) -> tuple[Meeting, EntryRow]:
    """The registration with its meeting, locked in the order that everybody keeps: the meeting first."""
    known = await EntryRow.get_or_none(id=entry_id)
    if known is None:
        raise NotFound("registration.not_found")
    meeting = await lock.hold_by_id(known.meeting_id)
    return meeting, await EntryRow.select_for_update().get(id=entry_id)


def must_be_open(context: Context, meeting: Meeting) -> None:
    """Raises Conflict unless the meeting is announced and ahead."""
    word = closed_because(meeting, context.now)
    if word:
        raise Conflict(word)


def must_offer(meeting: Meeting, mode: Mode) -> None:
    if mode not in modes_of(meeting.mode):
        raise Conflict("registration.mode_not_offered")


def step(entry: EntryRow, verb: str) -> None:
    entry.state = LIFECYCLE.after(entry.state, verb)


async def enter(context: Context, meeting: Meeting, person_id: UUID, **given: Any) -> EntryRow:
    """Somebody comes in: online at once, for the hall at the end of the line. Raises Conflict for who is there already."""
    live = EntryRow.filter(meeting_id=meeting.id, person_id=person_id, kind=Kind.PERSON.value)
    if await live.exclude(state=State.WITHDRAWN.value).exists():
        raise Conflict("registration.already")
    entry = EntryRow(
        id=new_id(),
        meeting_id=meeting.id,
        person_id=person_id,
        kind=Kind.PERSON.value,
        headcount=1,
        registered_at=context.now,
        **given,
    )
    await put_into(context, meeting, entry, Mode(given["mode"]))
    await entry.save()
    return entry


async def put_into(context: Context, meeting: Meeting, entry: EntryRow, mode: Mode) -> None:
    """Online there is room for everybody; in the hall one stands in the line, and ``seat`` tells who sits."""
    entry.mode = mode.value
    if mode is Mode.HALL:
        entry.line = 1 + int(await value(_LAST, meeting.id))
        entry.state, entry.seated_at = State.WAITING.value, None
    else:
        entry.line = None
        entry.state, entry.seated_at = State.SEATED.value, context.now


async def seat(context: Context, meeting: Meeting, *, untold: Collection[UUID] = ()) -> list[UUID]:
    """Whoever waits longest gets what is free, and is told; not those who are told in another letter anyway."""
    line = await row(_LINE, meeting.id) or {"taken": 0, "waiting": 0}
    number = to_seat(meeting.seats, line["taken"], line["waiting"])
    seated = [each["id"] for each in await rows(_SEAT, meeting.id, number, context.now)] if number else []
    tell(context, "seated", (each for each in seated if each not in untold))
    return seated


async def unseat(context: Context, meeting: Meeting, *, untold: Collection[UUID] = ()) -> list[UUID]:
    """The hall became smaller: who came last into the line waits again, before all who wait already."""
    line = await row(_LINE, meeting.id) or {"taken": 0, "waiting": 0}
    number = to_unseat(meeting.seats, line["taken"])
    unseated = [each["id"] for each in await rows(_UNSEAT, meeting.id, number)] if number else []
    tell(context, "unseated", (each for each in unseated if each not in untold))
    return unseated


async def place_of(entry_id: UUID) -> int:
    """On the wait list, from 1; 0 for who does not wait."""
    return int(await value(_PLACE, entry_id) or 0)


def tell(context: Context, what: str, entries: Iterable[UUID], **more: Any) -> None:
    """Who it is stands in the row of the registration alone."""
    for each in entries:
        context.tell(f"registration.{what}", about_of(each), entry=each, **more)


def about_of(entry_id: UUID) -> str:
    return f"registration:{entry_id}"
