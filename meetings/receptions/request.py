"""A request to be received, as its visitor and its office read it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.agencies.agency import Agency
from hearing_state.deadlines.standing import Standing
from meetings.receptions.booking import Form, Hours, Priority, State, Survey
from meetings.receptions.preparing import Terms


@dataclass(frozen=True, slots=True)
class Happened:
    kind: str
    happened_at: datetime
    reason: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Booking:
    """One request. ``appointed_on``: the day on which the visitor was last given day and hour."""

    id: UUID
    ref: str
    agency_id: UUID
    person_id: UUID | None
    wanted_id: UUID | None
    essence: str
    language: str
    priority: Priority
    form: Form
    channel: str
    state: State
    registered_at: datetime
    registered_on: date
    redirect_until_on: date
    cure_until_on: date | None
    clock_id: UUID
    hours_id: UUID | None
    slot_at: datetime | None
    appointed_on: date | None
    file_ready_at: datetime | None
    file_note: str
    decision: str
    instruction: str
    instruction_until_on: date | None
    recording_note: str
    signed_on: date | None
    protocol_clock_id: UUID | None
    handed_over_at: datetime | None
    survey: Survey


@dataclass(frozen=True, slots=True)
class Case:
    """A request with all that stands beside it. ``visitor``: the name, for the office. ``terms`` and ``file``: of a visitor who
    has day and hour; by when what must be ready, and how the file stands.
    """

    booking: Booking
    agency: Agency
    hours: Hours | None
    standing: Standing | None
    past: Sequence[Happened]
    visitor: str
    terms: Terms | None
    file: Standing | None
