"""Rows of the record as its nouns: agenda, speeches, counts of heads, polls."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from hearing_state.db import rows
from meetings.record.agenda import Item, ItemKind
from meetings.record.floor_time import SpeakerKind, Speech
from meetings.record.headcount import AttendanceMode, Count
from meetings.record.poll import Option, Poll

_ITEMS = """
SELECT i.id, i.number, i.kind, i.title_kk, i.title_ru, i.minutes, i.started_at, i.ended_at
  FROM record_agenda_item i WHERE i.meeting_id = $1 ORDER BY i.number
"""
_SPEECHES = """
SELECT s.id, s.kind, s.label_kk, s.label_ru, s.speaker_name, s.started_at, s.ended_at, s.item_id, s.question_ref
  FROM record_speech s WHERE s.meeting_id = $1 ORDER BY s.started_at, s.id
"""
_COUNTS = """
SELECT a.mode, a.headcount, a.note, a.counted_at FROM record_attendance a WHERE a.meeting_id = $1 ORDER BY a.counted_at, a.id
"""
_POLLS = """
SELECT p.id, p.number, p.title_kk, p.title_ru, p.opened_at, p.closed_at, p.result::text AS result,
       (SELECT count(*) FROM record_poll_vote v WHERE v.poll_id = p.id) AS votes,
       (SELECT json_agg(json_build_array(o.number, o.text_kk, o.text_ru) ORDER BY o.number)::text
          FROM record_poll_option o WHERE o.poll_id = p.id) AS options
  FROM record_poll p WHERE p.meeting_id = $1 AND ($2::int IS NULL OR p.number = $2) ORDER BY p.number
"""


async def items_of(meeting_id: UUID) -> list[Item]:
    return [Item(**{**each, "kind": ItemKind(each["kind"])}) for each in await rows(_ITEMS, meeting_id)]


async def speeches_of(meeting_id: UUID) -> list[Speech]:
    return [
        Speech(**{**each, "kind": SpeakerKind(each["kind"])}) for each in await rows(_SPEECHES, meeting_id)
    ]


async def counts_of(meeting_id: UUID) -> list[Count]:
    """Every counting, the oldest first."""
    return [
        Count(**{**each, "mode": AttendanceMode(each["mode"])}) for each in await rows(_COUNTS, meeting_id)
    ]


async def polls_of(meeting_id: UUID, number: int | None = None) -> list[Poll]:
    """The polls of a meeting, or the one of that number; what is open tells nothing of how it stands."""
    return [_poll(each) for each in await rows(_POLLS, meeting_id, number)]


def _poll(found: dict[str, Any]) -> Poll:
    result = json.loads(found["result"]) if found["result"] else {}
    options = tuple(
        Option(number, text_kk, text_ru, **result.get(str(number), {}))
        for number, text_kk, text_ru in json.loads(found["options"] or "[]")
    )
    named = ("id", "number", "title_kk", "title_ru", "opened_at", "closed_at", "votes")
    return Poll(**{name: found[name] for name in named}, options=options)
