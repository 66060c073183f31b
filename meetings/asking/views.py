"""Questions ahead as pages, the desk and the phone read them: plain values, already cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.territories.place import Place
from meetings.asking.ahead import CAME_OUT, Channel, Screening, State
from meetings.asking.order import Moved, Placed
from meetings.schedule.meeting import Meeting


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. Without ``has_content`` there is only how it stands. ``name``: first name and initial, only where its asker wants
    that; ``point``: the name of the listening point that asks. ``is_own``: the reader's.
    """

    id: UUID
    ref: str
    meeting_id: UUID
    text: str
    language: str
    topic: str
    place: Place
    state: State
    screening: Screening
    hidden_reason: str
    channel: Channel
    is_guest: bool
    name: str
    point: str
    bundle_id: UUID | None
    asked_at: datetime
    asked_moment_at: datetime | None
    answered_at: datetime | None
    answer_kk: str
    answer_ru: str
    taken_at: datetime | None
    taken_ref: str
    receiver_name: str
    receiver_post: str
    has_content: bool
    is_own: bool

    @property
    def came_out(self) -> bool:
        return self.state in CAME_OUT

    @property
    def is_public(self) -> bool:
        return self.screening is Screening.PUBLISHED


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: the question that speaks, and the others that ask the same. ``is_supported``: by this reader, herself
    an asker too.
    """

    placed: Placed
    lead: Asked
    others: Sequence[Asked]
    is_supported: bool

    @property
    def supporters(self) -> int:
        return self.placed.weight.supporters

    @property
    def guests(self) -> int:
        return self.placed.weight.guests

    @property
    def moved(self) -> Moved | None:
        return self.placed.moved

    @property
    def is_own(self) -> bool:
        return self.lead.is_own or any(each.is_own for each in self.others)

    @property
    def size(self) -> int:
        return 1 + len(self.others)


@dataclass(frozen=True, slots=True)
class Shown:
    """One question's page: with its line where it stands in one, and its meeting."""

    question: Asked
    meeting: Meeting
    line: Line | None

    @property
    def number(self) -> int | None:
        return self.line.placed.number if self.line else None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lines, and how many questions wait for a moderator; ``hidden`` and ``waiting`` count questions."""

    open: int
    came_out: int
    answered: int
    taken_away: int
    not_reached: int
    waiting: int
    hidden: int

    @property
    def all(self) -> int:
        return self.open + self.came_out


@dataclass(frozen=True, slots=True)
class Mine:
    """A question of the reader's with its meeting."""

    question: Asked
    meeting: Meeting
