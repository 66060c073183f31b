"""Questions as pages, the desk and the phone read them: plain values, already cut to what the reader may see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from hearing_state.agencies.agency import Agency, Topic
from hearing_state.deadlines.clock_view import Reminded
from hearing_state.deadlines.standing import Standing
from hearing_state.files.visibility import StoredFile
from hearing_state.ledger.reading import Leaf
from hearing_state.questions.question import HAS_ANSWER, LIVE, Kind, PointState, Screening, State
from hearing_state.questions.reasons import Reason
from hearing_state.territories.place import Place


@dataclass(frozen=True, slots=True)
class Line:
    """One question in a list. ``title`` is empty where its content is not for this reader; ``is_outsider``: see sight.py."""

    ref: str
    title: str
    kind: Kind
    language: str
    state: State
    screening: Screening
    place: Place
    topic: str
    agency: Agency
    registered_at: datetime
    standing: Standing | None
    points: int
    followers: int
    is_outsider: bool = False

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_answer(self) -> bool:
        return self.state in HAS_ANSWER


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One question on an official's desk. ``editing``: who is writing its answer at this moment."""

    line: Line
    taken_by: str
    editing: str
    is_proposed: bool
    cure_until_on: date | None
    redirect_until_on: date


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One question before a moderator; it has waited since then."""

    line: Line
    text: str
    waiting_since: datetime
    waiting_days: int


@dataclass(frozen=True, slots=True)
class PointShown:
    """``into_ref``: where a part that was split off is answered."""

    number: int
    text: str
    state: PointState
    into_ref: str | None


@dataclass(frozen=True, slots=True)
class AnswerPointShown:
    number: int
    outcome: str
    text: str
    ground: str


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One version. The newest comes first; ``is_in_force`` tells it from the earlier ones."""

    id: UUID
    version: int
    language: str
    agency: Agency
    text: str
    law: str
    complaint: str
    reason: str
    digest: str
    published_at: datetime
    is_second_round: bool
    is_in_force: bool
    points: Sequence[AnswerPointShown]
    files: Sequence[StoredFile]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event. ``post``: the post of who acted, by language in name_*; ``reason`` only where this reader may see it;
    ``actor`` (a name) only for the holders.
    """

    kind: str
    happened_at: datetime
    role: str
    agency: Agency | None
    name_kk: str
    name_ru: str
    name_en: str
    reason: str
    facts: dict[str, object]
    is_public: bool
    actor: str = ""


@dataclass(frozen=True, slots=True)
class Rating:
    stars: int
    remark: str
    is_second_round: bool
    rated_at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One question. Without ``has_content`` there are only its clock, its body and its public history.

    ``title`` and ``text`` are what everybody reads; ``original_title`` and ``original_text`` are filled where something
    was masked and this reader may see it. ``may``: the verbs of actions that this reader could do now.
    """

    ref: str
    kind: Kind
    state: State
    screening: Screening
    hidden: Reason | None
    has_content: bool
    title: str
    text: str
    original_title: str | None
    original_text: str | None
    language: str
    asker: str
    place: Place
    topic: str
    agency: Agency
    channel: str
    registered_at: datetime
    registered_on: date
    clock_id: UUID
    standing: Standing | None
    redirect_until_on: date
    cure_until_on: date | None
    parent_ref: str | None
    parts: Sequence[str]
    points: Sequence[PointShown]
    answers: Sequence[AnswerShown]
    files: Sequence[StoredFile]
    ratings: Sequence[Rating]
    followers: int
    is_followed: bool
    is_asker: bool
    is_holder: bool
    is_outsider: bool
    may: frozenset[str]
    reminded: Sequence[Reminded]
    log_lines: Sequence[Leaf]
    """The newest about it in the public log."""

    @property
    def answer(self) -> AnswerShown | None:
        """The version in force."""
        return self.answers[0] if self.answers else None

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_private(self) -> bool:
        return self.screening is Screening.PRIVATE


@dataclass(frozen=True, slots=True)
class Told:
    """A question with what stands around it on its page. ``bodies``: all that are named; ``superior``: the one above its own.

    ``plain``: the question as a visitor sees it, where this reader sees no more of it: then the rest is the same for all of them,
    and one and the same object as long as nothing of it changed.
    """

    shown: Shown
    events: Sequence[Happened]
    bodies: Mapping[UUID, Agency]
    superior: Agency | None
    topic: Topic | None
    plain: Shown | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """What anybody learns from a slip's number: how it stands, never what it says."""

    ref: str
    state: State
    agency: Agency
    registered_at: datetime
    registered_on: date
    standing: Standing | None
    receiver_name: str
    receiver_post: str
    has_public_page: bool


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    language: str
    text: str
    law: str
    complaint: str
    points: Sequence[AnswerPointShown]
    written_by: str
    is_mine: bool
    saved_at: datetime
    proposed_at: datetime | None
    remark: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody began to ask, as they typed it."""

    id: UUID
    typed: dict[str, object]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Mine:
    asked: Sequence[Line]
    followed: Sequence[Line]
    drafts: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class Template:
    id: UUID
    agency_id: UUID
    language: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Of a place with all below it, or of a body; private questions are counted, never shown."""

    open: int
    overdue: int
    answered: int
    all: int


@dataclass(frozen=True, slots=True)
class Near:
    """A question like the one being written. ``why``: words (same words), alike (same letters), other_language."""

    line: Line
    likeness: float
    why: str
