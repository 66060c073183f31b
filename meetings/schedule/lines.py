"""Meetings as lists show them: each with the names of its office and place, in one question to the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from hearing_state.actions import Context
from hearing_state.db import row
from hearing_state.territories.names import Kind
from hearing_state.territories.romanised import romanised
from meetings.schedule.filters import Where
from meetings.schedule.meeting import Meeting
from meetings.schedule.queries import COLUMNS, meeting_from

SOONEST = "m.starts_at, m.id"
LATEST = "m.starts_at DESC, m.id DESC"
NAMES = """
a.slug AS body_key, a.name_kk AS body_kk, a.name_ru AS body_ru, a.name_en AS body_en,
p.code AS place_key, p.name_kk AS place_kk, p.name_ru AS place_ru, p.kind AS place_kind, p.short_kk AS place_short,
(SELECT c.before_at FROM schedule_change c WHERE c.meeting_id = m.id AND c.kind = 'moved' ORDER BY c.made_at DESC LIMIT 1) AS moved_from
"""
BESIDE = "JOIN agencies_agency a ON a.id = m.agency_id LEFT JOIN territories_place p ON p.code = m.place_code"
_OF_A_MEETING = tuple(each.name for each in fields(Meeting))


@dataclass(frozen=True, slots=True)
class Named:
    """A body or a place in a line: its address and its names."""

    key: str
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in a list. ``place`` is empty for the whole country; ``moved_from``: its hour before it was moved last."""

    meeting: Meeting
    agency: Named
    place: Named | None
    moved_from: datetime | None


def select(where: Where, order: str, limit: int, offset: int = 0) -> str:
    """The meetings first, then the names of those few."""
    return f"""
        SELECT {COLUMNS}, {NAMES} FROM (
          SELECT m.* FROM schedule_meeting m WHERE {where} ORDER BY {order} LIMIT {limit} OFFSET {offset}
        ) m {BESIDE} ORDER BY {order}
    """


async def one(context: Context, ref: str) -> Line:
    """One meeting with the names around it. Raises NotFound."""
    del context
    return line_from(
        await row(f"SELECT {COLUMNS}, {NAMES} FROM schedule_meeting m {BESIDE} WHERE m.ref = $1", ref)
    )


def line_from(found: Mapping[str, Any] | None) -> Line:
    """A row as a line. Raises NotFound for no row."""
    meeting = meeting_from({name: found[name] for name in _OF_A_MEETING} if found else None)
    known = found or {}
    body = Named(known["body_key"], known["body_kk"], known["body_ru"], known["body_en"])
    return Line(meeting, body, _place_of(known), known["moved_from"])


def _place_of(found: Mapping[str, Any]) -> Named | None:
    code = found["place_key"]
    if code is None:
        return None
    english = romanised(code, Kind(found["place_kind"]), found["place_short"])
    return Named(code, found["place_kk"], found["place_ru"], english)
