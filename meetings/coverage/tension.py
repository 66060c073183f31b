"""Declared social tension: an office owes the people of a place a meeting out of calendar, within days (resolution 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import AKIMS, Agency
from hearing_state.agencies.queries import AGENCY_COLUMNS, agency_from
from hearing_state.db import row, rows
from hearing_state.deadlines.board import prefix_of
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.coverage.standing import HAPPENED

NORM = "tension_meeting_days"
LIMIT = 100


class TensionKind(StrEnum):
    FORECAST = "forecast"
    ARISEN = "arisen"


class TensionStanding(StrEnum):
    OPEN = "open"
    OVERDUE = "overdue"
    MET = "met"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Tension:
    """``due_on``: the last day for the meeting, by the number in force when it was declared. ``met_ref``: the meeting held.

    Public, and therefore without the grounds, which may name people.
    """

    id: UUID
    agency: Agency
    place: Place
    kind: TensionKind
    topic: str | None
    declared_on: date
    due_on: date
    met_ref: str | None
    met_on: date | None
    ended_on: date | None
    end_reason: str
    today: date

    @property
    def standing(self) -> TensionStanding:
        if self.met_ref:
            return TensionStanding.MET
        if self.ended_on:
            return TensionStanding.ENDED
        return TensionStanding.OVERDUE if self.today > self.due_on else TensionStanding.OPEN

    @property
    def is_open(self) -> bool:
        return self.standing in {TensionStanding.OPEN, TensionStanding.OVERDUE}


DUE = "(t.declared_on + coalesce(n.value, 10))"
# A meeting answers it that the same office held at tension, in the place or in a part of it, from that day on.
FROM = f"""
  FROM coverage_tension t JOIN agencies_agency a ON a.id = t.agency_id
  LEFT JOIN duties_norm n ON n.key = '{NORM}' AND n.from_on <= t.declared_on AND (n.until_on IS NULL OR n.until_on >= t.declared_on)
  LEFT JOIN LATERAL (
       SELECT m.ref, (m.starts_at AT TIME ZONE 'Asia/Almaty')::date AS on_day FROM schedule_meeting m
         JOIN territories_place p ON p.code = m.place_code
        WHERE m.agency_id = t.agency_id AND m.kind = 'tension' AND {HAPPENED} AND t.place_code = ANY (p.line_codes)
          AND (m.starts_at AT TIME ZONE 'Asia/Almaty')::date >= t.declared_on ORDER BY m.starts_at LIMIT 1) met ON true
"""
_COLUMNS = f"""
SELECT t.id AS tension_id, t.place_code AS tension_place, t.kind AS tension_kind, t.topic, t.declared_on,
       {DUE} AS due_on, met.ref AS met_ref, met.on_day AS met_on,
       (t.ended_at AT TIME ZONE 'Asia/Almaty')::date AS ended_on, t.end_reason, {AGENCY_COLUMNS} {FROM}
"""
OPEN = "t.ended_at IS NULL AND met.ref IS NULL"
_SOONEST = f"ORDER BY due_on, t.id LIMIT {LIMIT}"
_OPEN_UNDER = f"{_COLUMNS} WHERE {OPEN} AND ($1::text IS NULL OR t.place_code BETWEEN $1 AND $2) {_SOONEST}"
_OPEN_AT = f"{_COLUMNS} WHERE {OPEN} AND t.place_code = ANY ($1::text[]) {_SOONEST}"
_OPEN_OF = f"{_COLUMNS} WHERE {OPEN} AND t.agency_id = ANY ($1::uuid[]) {_SOONEST}"
_ONE = f"{_COLUMNS} WHERE t.id = $1"
_IS_OPEN = f"SELECT t.declared_on {FROM} WHERE {OPEN} AND t.agency_id = $1 AND t.place_code = $2 LIMIT 1"


async def open_under(context: Context, unit: Place | None) -> list[Tension]:
    """In the country or in one unit, what is due first."""
    under = prefix_of(unit.code) if unit else None
    first, last = (under.ljust(9, "0"), under.ljust(9, "9")) if under else (None, None)
    return await _tensions(context, await rows(_OPEN_UNDER, first, last))


async def open_at(context: Context, place: Place) -> list[Tension]:
    """What was declared for this place or for a unit in which it lies."""
    return await _tensions(context, await rows(_OPEN_AT, list(place.line_codes)))


async def open_of(context: Context, agency_ids: Sequence[UUID]) -> list[Tension]:
    """What these offices owe."""
    return await _tensions(context, await rows(_OPEN_OF, list(agency_ids)))


async def tension(context: Context, tension_id: str) -> Tension:
    """One, ended and answered ones too. Raises NotFound."""
    try:
        known = UUID(tension_id)
    except ValueError:
        raise NotFound("tension.not_found") from None
    found = await _tensions(context, await rows(_ONE, known))
    if not found:
        raise NotFound("tension.not_found")
    return found[0]


async def is_open(agency_id: UUID, place_code: str) -> date | None:
    """Since when one is open already, of the same office for the same place."""
    found = await row(_IS_OPEN, agency_id, place_code)
    return found["declared_on"] if found else None


async def subject_of(context: Context, agency: Agency, about: str) -> Subject:
    """The office that owes the meeting and all those above it."""
    if agency.place_code is None:
        return Subject(about=about, agencies=frozenset({agency.id}))
    line = (await territories.place(context, agency.place_code)).line_codes
    sql = "SELECT id FROM agencies_agency WHERE place_code = ANY ($1::text[]) AND kind = ANY ($2::text[]) AND dissolved_on IS NULL"
    found = await rows(sql, list(line), sorted(AKIMS))
    return Subject(about=about, agencies=frozenset({agency.id, *(each["id"] for each in found)}))


async def subject_above(context: Context, declared: Tension) -> Subject:
    """Of the offices above alone: who owes the meeting does not excuse herself."""
    known = await subject_of(context, declared.agency, declared.place.code)
    return Subject(about=known.about, agencies=known.agencies - {declared.agency.id})


async def _tensions(context: Context, found: Sequence[dict[str, Any]]) -> list[Tension]:
    places = await territories.places(context, (each["tension_place"] for each in found)) if found else {}
    return [_tension(context.today, each, places[each["tension_place"]]) for each in found]


def _tension(today: date, found: dict[str, Any], place: Place) -> Tension:
    own = ("topic", "declared_on", "due_on", "met_ref", "met_on", "ended_on", "end_reason")
    named = {name: found.pop(name) for name in own}
    tension_id, kind = found.pop("tension_id"), found.pop("tension_kind")
    del found["tension_place"]
    return Tension(
        id=tension_id, agency=agency_from(found), place=place, kind=TensionKind(kind), today=today, **named
    )
