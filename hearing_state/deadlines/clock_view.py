"""A clock as pages, the desk and the phone read it: a plain value with its standing on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.rulebook import Rule

COLUMNS = """
id, rule_id, rule_from_on, about, kind, agency_id, place_code, registered_on, due_on, settled_on, outcome,
is_public, title, language, calendar_version
"""


def reminded_of(clock_id: str) -> str:
    """SQL: what was told of the last day of the clock whose number the expression gives."""
    return (
        "array(select row(told.kind, told.due_on, told.created_at) from deadlines_reminder told"
        f" where told.clock_id = {clock_id} order by told.created_at, told.id)"
    )


@dataclass(frozen=True, slots=True)
class Reminded:
    """What was told of a last day (``eve``, ``today``, ``missed``), and when."""

    kind: str
    due_on: date
    at: datetime


@dataclass(frozen=True)
class ClockView:
    """One clock; ``reminded`` is filled where one alone was asked for. ``title`` is empty for a private matter: its clock is public, its content is not."""

    id: UUID
    about: str
    rule: Rule
    kind: str
    agency_id: UUID | None
    place_code: str | None
    registered_on: date
    due_on: date | None
    settled_on: date | None
    outcome: str | None
    is_public: bool
    title: str
    language: str
    calendar_version: str
    standing: Standing
    reminded: Sequence[Reminded] = ()

    @property
    def is_open(self) -> bool:
        return self.settled_on is None


def view(found: Mapping[str, Any], today: date, calendar: WorkingCalendar) -> ClockView:
    return ClockView(
        id=found["id"],
        about=found["about"],
        rule=RULES.version(found["rule_id"], found["rule_from_on"]),
        kind=found["kind"],
        agency_id=found["agency_id"],
        place_code=found["place_code"],
        registered_on=found["registered_on"],
        due_on=found["due_on"],
        settled_on=found["settled_on"],
        outcome=found["outcome"],
        is_public=found["is_public"],
        title=found["title"] or "",
        language=found["language"] or "",
        calendar_version=found["calendar_version"],
        standing=standing_of(found["due_on"], found["settled_on"], found["outcome"], today, calendar),
        reminded=[Reminded(*each) for each in found.get("reminded") or ()],
    )
