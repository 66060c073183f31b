"""A meeting of a head with residents: its states, what each form needs, what moving it costs. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.clock import day_of
from hearing_state.lifecycle import Lifecycle

LETTER = "M"
MINUTES_MIN, MINUTES_MAX = 20, 360
SEATS_MAX = 20_000
REPORT_SHARE_PERCENT = 25


class State(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    LIVE = "live"
    HELD = "held"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


class Kind(StrEnum):
    """``planned`` stands in the year's calendar; ``extra`` is out of calendar; ``tension`` is owed at social tension."""

    PLANNED = "planned"
    EXTRA = "extra"
    TENSION = "tension"


class Mode(StrEnum):
    """How people take part. ``hybrid``: in the hall and online."""

    ONLINE = "online"
    HALL = "hall"
    HYBRID = "hybrid"

    @property
    def is_online(self) -> bool:
        return self is not Mode.HALL

    @property
    def has_hall(self) -> bool:
        return self is not Mode.ONLINE


LIFECYCLE = Lifecycle(
    "meeting",
    {
        (State.PLANNED, "announce"): State.ANNOUNCED,
        (State.PLANNED, "change"): State.PLANNED,
        (State.PLANNED, "move"): State.PLANNED,
        (State.PLANNED, "cancel"): State.CANCELLED,
        (State.ANNOUNCED, "change"): State.ANNOUNCED,
        (State.ANNOUNCED, "move"): State.ANNOUNCED,
        (State.ANNOUNCED, "cancel"): State.CANCELLED,
        (State.ANNOUNCED, "start"): State.LIVE,
        (State.ANNOUNCED, "finish"): State.HELD,
        (State.LIVE, "finish"): State.HELD,
        (State.HELD, "record"): State.RECORDED,
    },
)
AHEAD = frozenset({State.PLANNED, State.ANNOUNCED})
"""Not begun: may still be moved or cancelled."""
HAPPENED = frozenset({State.LIVE, State.HELD, State.RECORDED})
"""Counts as met."""


class ChangeKind(StrEnum):
    PLANNED = "planned"
    ANNOUNCED = "announced"
    CHANGED = "changed"
    MOVED = "moved"
    CANCELLED = "cancelled"
    STARTED = "started"
    HELD = "held"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as pages, feeds and the phone read it. ``place_code`` is empty for the whole country.

    ``host_name`` and ``host_post_*``: who meets the people, frozen when it was laid down. ``announce_days``: how many days
    ahead the law wants it announced.
    """

    id: UUID
    ref: str
    agency_id: UUID
    place_code: str | None
    rule_key: str | None
    kind: Kind
    state: State
    mode: Mode
    starts_at: datetime
    ends_at: datetime
    title_kk: str
    title_ru: str
    topic: str | None
    languages: tuple[str, ...]
    interpretation: tuple[str, ...]
    host_is_deputy: bool
    host_name: str
    host_post_kk: str
    host_post_ru: str
    host_post_en: str
    address_kk: str
    address_ru: str
    seats: int | None
    join_kk: str
    join_ru: str
    report_minutes: int
    announce_days: int
    announced_at: datetime | None
    started_at: datetime | None
    finished_at: datetime | None
    cancelled_at: datetime | None
    reason: str
    attendance: int | None
    visit_key: str | None
    plan_id: UUID | None

    @property
    def on(self) -> date:
        """The day in Kazakhstan."""
        return day_of(self.starts_at)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def announce_by(self) -> date:
        """The last day on which it may be announced in time."""
        return self.on - timedelta(days=self.announce_days)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD

    @property
    def has_happened(self) -> bool:
        return self.state in HAPPENED

    @property
    def name_kk(self) -> str:
        return self.title_kk

    @property
    def name_ru(self) -> str:
        return self.title_ru

    @property
    def name_en(self) -> str:
        """Titles are written in the two languages of the meeting; English readers get the first."""
        return self.title_kk

    def is_late_to_announce(self, today: date) -> bool:
        return self.state is State.PLANNED and today > self.announce_by

    def is_unconfirmed(self, now: datetime) -> bool:
        """Its hour is over and nobody has written down that it was held."""
        return self.state in AHEAD and now > self.ends_at


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to a meeting after it was public, with the reason that everybody reads."""

    kind: ChangeKind
    made_at: datetime
    reason: str
    before_at: datetime | None = None
    after_at: datetime | None = None
    facts: dict[str, object] = field(default_factory=dict)


def report_minutes_max(minutes: int, share_percent: int = REPORT_SHARE_PERCENT) -> int:
    """The longest report that leaves the rest to questions.

    >>> report_minutes_max(90)
    22
    """
    return minutes * share_percent // 100


def first_day_to_announce_for(today: date, announce_days: int) -> date:
    """The first day on which a meeting announced today may be held."""
    return today + timedelta(days=announce_days)
