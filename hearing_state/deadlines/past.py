"""What was known of a duty, moment by moment, and who owed it then: for figures that later events cannot better."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows, value
from hearing_state.deadlines.statutory_clock import Outcome

_DUTIES = """
WITH touched AS (
  SELECT DISTINCT e.clock_id FROM deadlines_event e WHERE e.agency_id = $1 AND e.due_on BETWEEN $2 AND $3
)
SELECT c.id, c.about, c.registered_on, e.kind, e.due_on, e.agency_id, e.created_at,
       e.facts ->> 'on' AS settled_on, e.facts ->> 'outcome' AS outcome
  FROM touched JOIN deadlines_clock c ON c.id = touched.clock_id JOIN deadlines_event e ON e.clock_id = c.id
 WHERE c.kind = 'duty' AND c.about LIKE $4 ORDER BY c.id, e.number
"""
_OWING = """
SELECT DISTINCT e.agency_id FROM deadlines_event e JOIN deadlines_clock c ON c.id = e.clock_id
 WHERE e.due_on BETWEEN $1 AND $2 AND e.agency_id IS NOT NULL AND c.kind = 'duty' AND c.about LIKE $3
"""
_FIRST = "SELECT min(c.due_on) FROM deadlines_clock c WHERE c.kind = 'duty' AND c.about LIKE $1"


@dataclass(frozen=True, slots=True)
class Moment:
    """How a duty stood from this instant until the next. ``settled_on`` is empty while it is open."""

    at: datetime
    due_on: date | None
    agency_id: UUID | None
    settled_on: date | None = None
    outcome: str | None = None
    is_recount: bool = False


@dataclass(frozen=True, slots=True)
class Past:
    """One duty with all its moments, in the order in which they were recorded."""

    about: str
    registered_on: date
    moments: tuple[Moment, ...]


async def pasts(context: Context, agency: UUID, since: date, until: date, about: str) -> list[Past]:
    """Duties whose last day ever lay between these days while this body owed them. ``about`` begins what they are about."""
    del context
    found = await rows(_DUTIES, agency, since, until, f"{about}-%")
    return [_past(list(group)) for _id, group in groupby(found, key=lambda each: each["id"])]


async def owing(context: Context, since: date, until: date, about: str) -> list[UUID]:
    """The bodies that owed something by a day between these."""
    del context
    found = await rows(_OWING, since, until, f"{about}-%")
    return sorted(each["agency_id"] for each in found)


async def first_due(context: Context, about: str) -> date | None:
    """The earliest last day that any duty of this kind has."""
    del context
    found: date | None = await value(_FIRST, f"{about}-%")
    return found


def _past(events: list[dict[str, Any]]) -> Past:
    first = events[0]
    return Past(first["about"], first["registered_on"], tuple(_moments(events)))


def _moments(events: Iterable[Mapping[str, Any]]) -> Iterator[Moment]:
    for each in events:
        is_settled = each["kind"] == "settled"
        yield Moment(
            at=each["created_at"],
            due_on=each["due_on"],
            agency_id=each["agency_id"],
            settled_on=date.fromisoformat(each["settled_on"]) if is_settled else None,
            outcome=Outcome(each["outcome"]).value if is_settled else None,
            is_recount=each["kind"] == "recounted",
        )
