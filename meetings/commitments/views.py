"""What pages show of promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hearing_state.agencies.agency import Agency
from hearing_state.clock import day_of
from hearing_state.deadlines.standing import Standing
from hearing_state.files.visibility import StoredFile
from hearing_state.territories.place import Place
from meetings.commitments.commitment import Commitment, EventKind, Verdict, Words
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Line:
    """One promise of a list, with its clock of today and the names that its line says."""

    commitment: Commitment
    words: Words
    agency: Agency
    place: Place | None
    standing: Standing
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, with the words of the office and what it put forward as proof."""

    number: int
    kind: EventKind
    happened_at: datetime
    agency: Agency
    text: str
    before_on: date | None
    after_on: date | None
    files: Sequence[StoredFile]

    @property
    def on(self) -> date:
        """The day in Kazakhstan."""
        return day_of(self.happened_at)


@dataclass(frozen=True, slots=True)
class Contest:
    """Somebody says that it was not done. ``text`` is empty for everybody but the office."""

    made_at: datetime
    text: str
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One promise's page. ``may``: the verbs that are open to this reader now."""

    line: Line
    meeting: Meeting
    first_agency: Agency
    events: Sequence[Happened]
    contests: Sequence[Contest]
    followers: int
    is_followed: bool
    has_contested: bool
    may: frozenset[str]

    @property
    def commitment(self) -> Commitment:
        return self.line.commitment

    @property
    def unanswered(self) -> int:
        return sum(each.answered_at is None for each in self.contests)

    def of_kind(self, kind: EventKind) -> Happened | None:
        """The last thing of that kind."""
        return next((each for each in reversed(self.events) if each.kind is kind), None)
