"""What changed in the calendar, the newest first: for feeds. And each meeting's changes as a calendar file counts them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.errors import NotFound
from meetings.schedule.filters import Filters, Where, where_of
from meetings.schedule.lines import BESIDE, NAMES, SOONEST, Line, line_from
from meetings.schedule.meeting import ChangeKind
from meetings.schedule.queries import COLUMNS

NEWS_MAX = 50
ENTRIES_MAX = 300
"""Of a calendar file: a district's year; of a whole oblast the nearest."""
PAST_KEPT = timedelta(days=31)
"""So long a held meeting stays in people's calendars."""
_NEWS = "('announced', 'moved', 'cancelled', 'held')"
# Which changes a reader's calendar must take over instead of what it has.
_SEQUENCE = "count(*) FILTER (WHERE h.kind IN ('changed', 'moved', 'cancelled'))::int"


@dataclass(frozen=True, slots=True)
class News:
    """One change with the meeting as it stands now."""

    id: UUID
    kind: ChangeKind
    made_at: datetime
    reason: str
    before_at: datetime | None
    after_at: datetime | None
    line: Line


@dataclass(frozen=True, slots=True)
class Entry:
    """A meeting as an entry of a calendar. ``sequence`` rises whenever readers must be told."""

    line: Line
    made_at: datetime
    changed_at: datetime
    sequence: int


async def news(context: Context, filters: Filters) -> list[News]:
    """The last changes of meetings that fit."""
    where = where_of(filters, context.now)
    found = await rows(
        f"""
        SELECT {COLUMNS}, {NAMES}, c.* FROM (
          SELECT c.id AS change_id, c.meeting_id, c.kind AS change_kind, c.made_at, c.reason AS change_reason,
                 c.before_at, c.after_at
            FROM schedule_change c JOIN schedule_meeting m ON m.id = c.meeting_id
           WHERE c.kind IN {_NEWS} AND {where} ORDER BY c.made_at DESC, c.id LIMIT {NEWS_MAX}
        ) c JOIN schedule_meeting m ON m.id = c.meeting_id {BESIDE} ORDER BY c.made_at DESC, c.change_id
        """,
        *where.params,
    )
    return [_news(each) for each in found]


async def entries(context: Context, filters: Filters) -> list[Entry]:
    """What belongs into somebody's calendar: the last month, and everything ahead."""
    return await _entries(where_of(replace(filters, from_at=context.now - PAST_KEPT), context.now))


async def entry(context: Context, ref: str) -> Entry:
    """One meeting. Raises NotFound."""
    del context
    where = Where()
    where.add("m.ref = ?", ref)
    found = await _entries(where)
    if not found:
        raise NotFound("meeting.not_found")
    return found[0]


async def _entries(where: Where) -> list[Entry]:
    found = await rows(
        f"""
        SELECT {COLUMNS}, {NAMES}, h.* FROM (
          SELECT m.* FROM schedule_meeting m WHERE {where} ORDER BY {SOONEST} LIMIT {ENTRIES_MAX}
        ) m {BESIDE}, LATERAL (
          SELECT coalesce(min(h.made_at), m.created_at) AS made_at, coalesce(max(h.made_at), m.created_at) AS changed_at,
                 {_SEQUENCE} AS sequence FROM schedule_change h WHERE h.meeting_id = m.id
        ) h ORDER BY {SOONEST}
        """,
        *where.params,
    )
    return [Entry(line_from(each), each["made_at"], each["changed_at"], each["sequence"]) for each in found]


def _news(found: Mapping[str, Any]) -> News:
    return News(
        id=found["change_id"],
        kind=ChangeKind(found["change_kind"]),
        made_at=found["made_at"],
        reason=found["change_reason"],
        before_at=found["before_at"],
        after_at=found["after_at"],
        line=line_from(found),
    )
