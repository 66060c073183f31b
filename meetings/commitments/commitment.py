"""A promise made in a meeting: its words, its day, its states, and how it stands on a day. Pure.

The words never change. What changes is added: another day, a part taken out, another office.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from hearing_state.clock import day_of
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.lifecycle import Lifecycle

LETTER = "C"
QUOTE_MIN, QUOTE_MAX = 10, 2000
TEXT_MIN, TEXT_MAX = 10, 3000
YEARS_MAX = 5
"""A day farther away than this is no day that anybody can be held to."""
WEEK = timedelta(days=7)
_MOMENT = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)|(\d{1,3}):([0-5]\d)|(\d{1,3})", re.ASCII)
"""1:02:05, 62:05 or 62, which is minutes."""


class State(StrEnum):
    PROMISED = "promised"
    KEPT = "kept"
    BROKEN = "broken"
    ANNULLED = "annulled"


class EventKind(StrEnum):
    MADE = "made"
    MOVED = "moved"
    NARROWED = "narrowed"
    PROGRESSED = "progressed"
    KEPT = "kept"
    BROKEN = "broken"
    HANDED_OVER = "handed_over"
    ANNULLED = "annulled"
    CONTESTED = "contested"
    DEFENDED = "defended"


class ReminderKind(StrEnum):
    """``week``, ``eve``, ``today``: before; ``missed``: after."""

    WEEK = "week"
    EVE = "eve"
    TODAY = "today"
    MISSED = "missed"


class Verdict(StrEnum):
    """How a promise stands, in the public's words."""

    RUNNING = "running"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    KEPT = "kept"
    LATE = "late"
    BROKEN = "broken"
    ANNULLED = "annulled"


LIFECYCLE = Lifecycle(
    "commitment",
    {
        (State.PROMISED, "progress"): State.PROMISED,
        (State.PROMISED, "move"): State.PROMISED,
        (State.PROMISED, "narrow"): State.PROMISED,
        (State.PROMISED, "hand_over"): State.PROMISED,
        (State.PROMISED, "keep"): State.KEPT,
        (State.PROMISED, "give_up"): State.BROKEN,
        (State.PROMISED, "annul"): State.ANNULLED,
        (State.KEPT, "contest"): State.KEPT,
        (State.KEPT, "defend"): State.KEPT,
    },
)


class Words(NamedTuple):
    """What was said, as one reader gets it."""

    text: str
    language: str
    is_translation: bool


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise as pages read it.

    ``first_due_on``: the day that was said in the meeting, shown for ever; ``due_on``: the day by which it is judged.
    ``translation_*``: the same words in the other language, not said by the speaker. ``offset_seconds``: from the beginning
    of the meeting. ``is_narrowed``: a part was taken out in public.
    """

    id: UUID
    ref: str
    meeting_id: UUID
    meeting_ref: str
    meeting_starts_at: datetime
    agency_id: UUID
    first_agency_id: UUID
    owner_name: str
    owner_post_kk: str
    owner_post_ru: str
    owner_post_en: str
    quote: str
    language: str
    translation_kk: str
    translation_ru: str
    place_code: str | None
    said_at: datetime
    offset_seconds: int
    question_ref: str | None
    first_due_on: date
    due_on: date
    state: State
    kept_on: date | None
    broken_on: date | None
    is_narrowed: bool
    contests: int
    made_by: UUID | None
    made_at: datetime

    @property
    def said_on(self) -> date:
        return day_of(self.said_at)

    @property
    def is_open(self) -> bool:
        return self.state is State.PROMISED

    @property
    def is_moved(self) -> bool:
        return self.due_on != self.first_due_on

    @property
    def is_changed(self) -> bool:
        return self.is_moved or self.is_narrowed or self.agency_id != self.first_agency_id

    @property
    def settled_on(self) -> date | None:
        return self.kept_on or self.broken_on

    @property
    def name_kk(self) -> str:
        """The post of the owner; a person's post is what ``local_name`` says of the promise."""
        return self.owner_post_kk

    @property
    def name_ru(self) -> str:
        return self.owner_post_ru

    @property
    def name_en(self) -> str:
        return self.owner_post_en or self.owner_post_kk

    @property
    def moment(self) -> str:
        """Of the recording: hours, minutes, seconds from the beginning.

        >>> at_second(3725)
        '1:02:05'
        """
        return at_second(self.offset_seconds)

    @property
    def digest(self) -> str:
        return digest_of(self.quote, self.language, self.meeting_ref, self.said_at, self.first_due_on)

    def words_in(self, locale: str) -> Words:
        """The reader's language first, marked where it is a translation."""
        translated = {"kk": self.translation_kk, "ru": self.translation_ru}.get(locale, "")
        if locale == self.language or not translated:
            return Words(self.quote, self.language, is_translation=False)
        return Words(translated, locale, is_translation=True)

    def standing(self, today: date, calendar: WorkingCalendar) -> Standing:
        """As the clock of the pages takes it. What was given up or annulled stands as withdrawn; the pages say which."""
        if self.state in (State.BROKEN, State.ANNULLED):
            return Standing("withdrawn", self.due_on, settled_on=self.broken_on or day_of(self.made_at))
        return standing_of(self.due_on, self.kept_on, None, today, calendar)

    def verdict(self, today: date, calendar: WorkingCalendar) -> Verdict:
        if self.state in (State.BROKEN, State.ANNULLED):
            return Verdict(self.state.value)
        state = self.standing(today, calendar).state
        return Verdict.LATE if state == "missed" else Verdict(state)

    def may_be_moved(self, today: date) -> bool:
        """Only while its day has not passed: a missed day is not moved out of sight."""
        return self.is_open and today <= self.due_on

    def may_be_annulled(self, today: date) -> bool:
        """A slip of the pen is taken back on the day on which it was made, or stands."""
        return self.is_open and today == day_of(self.made_at)


def last_day_for(said_on: date) -> date:
    """The farthest day that may be promised."""
    return said_on + timedelta(days=366 * YEARS_MAX)


def at_second(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}"


def seconds_from(text: str) -> int | None:
    """What the secretary typed, as h:mm:ss, mm:ss or minutes; None where it is none of them.

    >>> seconds_from("1:02:05"), seconds_from("62:05"), seconds_from("62"), seconds_from("noon")
    (3725, 3725, 3720, None)
    """
    found = _MOMENT.fullmatch(text.strip())
    if found is None:
        return None
    hours, minutes, seconds, long_minutes, more_seconds, whole = (int(part or 0) for part in found.groups())
    return hours * 3600 + (minutes + long_minutes + whole) * 60 + seconds + more_seconds


def digest_of(quote: str, language: str, meeting: str, said_at: datetime, due_on: date) -> str:
    """What the public log holds of the words, so that anybody can prove that they were never touched."""
    said = [quote, language, meeting, said_at.timestamp(), due_on.isoformat()]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises stand how, in a place or at an office."""

    due: int = 0
    overdue: int = 0
    kept: int = 0
    late: int = 0
    broken: int = 0
    moved: int = 0
    contested: int = 0

    @property
    def all(self) -> int:
        return self.due + self.overdue + self.kept + self.late + self.broken

    @property
    def fell_due(self) -> int:
        return self.overdue + self.kept + self.late + self.broken

    @property
    def share(self) -> float | None:
        """Kept in time, of all whose day came or that were given up: silence does not make an office look better.

        >>> Kept(overdue=1, kept=2, late=1).share
        0.5
        """
        return self.kept / self.fell_due if self.fell_due else None
