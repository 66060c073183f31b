"""Receptions of which somebody must be told: files due or late, the list before and after it closes. Reckoned when asked for.

The windows are wider than the timetable's period, and what was missed is told as long as the reception lies ahead: after days of
standstill the office still hears of it. The unique row lets each be told once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.deadlines.reminders import next_working_day
from hearing_state.ids import new_id
from meetings.receptions import queries
from meetings.receptions.preparing import FILE, LIST, Preparation

AT_ONCE = 500


class Kind(StrEnum):
    FILES_NEAR = "files_near"
    FILES_MISSED = "files_missed"
    LIST_NEAR = "list_near"
    LIST_FINAL = "list_final"


@dataclass(frozen=True, slots=True)
class Occasion:
    """Of one reception. ``due_on``: the day that is near or has passed."""

    hours_id: UUID
    kind: Kind
    due_on: date


# Receptions to which somebody comes. $1 the moment, $2 the end of the days within which anything can be near.
_COMING = """
SELECT h.id, h.starts_at, b.appointed_on, b.file_ready_at
  FROM receptions_hours h JOIN receptions_booking b ON b.hours_id = h.id AND b.state = 'appointed'
 WHERE h.cancelled_at IS NULL AND h.starts_at > $1 AND h.starts_at < $1::timestamptz + $2::interval ORDER BY h.starts_at, h.id
"""
_TOLD = "SELECT hours_id, kind, due_on FROM receptions_reminder WHERE hours_id = ANY ($1::uuid[])"
_TELL = """
INSERT INTO receptions_reminder (id, hours_id, kind, due_on, made_at)
SELECT told.*, $5 FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::date[]) AS told(id, hours_id, kind, due_on)
ON CONFLICT (hours_id, kind, due_on) DO NOTHING RETURNING hours_id, kind, due_on
"""


async def waiting(context: Context) -> list[Occasion]:
    """Told to nobody yet, the nearest reception first. Asked before the action, so that a quiet quarter of an hour leaves no trace."""
    asked = await queries.preparation(context)
    # So many working days lie within three times as many days and three weeks, whatever holidays there are.
    span = timedelta(days=3 * max(asked.numbers[FILE], asked.numbers[LIST]) + 21)
    coming = await rows(_COMING, context.now, span)
    found = dict.fromkeys(each for row in coming for each in _of(asked, row))
    told = {
        Occasion(each["hours_id"], Kind(each["kind"]), each["due_on"])
        for each in await rows(_TOLD, list({each.hours_id for each in found}))
    }
    return [each for each in found if each not in told][:AT_ONCE]


async def newly_told(context: Context) -> Sequence[Occasion]:
    """Marked as told in the running transaction."""
    found = await waiting(context)
    columns = (
        [new_id() for _ in found],
        [each.hours_id for each in found],
        [each.kind.value for each in found],
        [each.due_on for each in found],
    )
    made = await rows(_TELL, *columns, context.now)
    return [Occasion(each["hours_id"], Kind(each["kind"]), each["due_on"]) for each in made]


def _of(asked: Preparation, row: dict[str, Any]) -> Iterator[Occasion]:
    """What one visitor's place in a reception asks for today."""
    terms = asked.terms(row["starts_at"])
    if terms is None:
        return
    eve = next_working_day(asked.today, asked.calendar)
    file_due_on = terms.file_due_on(row["appointed_on"])
    if row["file_ready_at"] is None and file_due_on <= eve:
        kind = Kind.FILES_MISSED if asked.today > file_due_on else Kind.FILES_NEAR
        yield Occasion(row["id"], kind, file_due_on)
    if terms.is_list_final(asked.today):
        yield Occasion(row["id"], Kind.LIST_FINAL, terms.list_final_on)
    elif terms.list_final_on <= eve:
        yield Occasion(row["id"], Kind.LIST_NEAR, terms.list_final_on)
