"""A request for personal reception: its states, who goes first, the hours and their slots (APPC 90; resolution No. 663). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.lifecycle import Lifecycle

HOURS_LETTER, BOOKING_LETTER = "R", "B"
ESSENCE_MIN, ESSENCE_MAX = 20, 2_000
SLOT_MINUTES_MIN, SLOT_MINUTES_MAX = 5, 60


class State(StrEnum):
    REGISTERED = "registered"
    RETURNED = "returned"
    APPOINTED = "appointed"
    HELD = "held"
    HANDED_OVER = "handed_over"
    MISSED = "missed"
    TERMINATED = "terminated"
    WITHDRAWN = "withdrawn"


LIFECYCLE = Lifecycle(
    "reception",
    {
        (State.REGISTERED, "return"): State.RETURNED,
        (State.RETURNED, "cure"): State.REGISTERED,
        (State.RETURNED, "terminate"): State.TERMINATED,
        (State.REGISTERED, "redirect"): State.REGISTERED,
        (State.REGISTERED, "extend"): State.REGISTERED,
        (State.REGISTERED, "appoint"): State.APPOINTED,
        (State.APPOINTED, "prepare"): State.APPOINTED,
        (State.APPOINTED, "postpone"): State.APPOINTED,
        (State.APPOINTED, "set_free"): State.REGISTERED,
        (State.APPOINTED, "hold"): State.HELD,
        (State.APPOINTED, "miss"): State.MISSED,
        (State.HELD, "hand_over"): State.HANDED_OVER,
        (State.REGISTERED, "withdraw"): State.WITHDRAWN,
        (State.RETURNED, "withdraw"): State.WITHDRAWN,
        (State.APPOINTED, "withdraw"): State.WITHDRAWN,
    },
)
OPEN = frozenset({State.REGISTERED, State.RETURNED, State.APPOINTED, State.HELD})


class Priority(StrEnum):
    """Who is received first (resolution No. 663); the order is the order of the list."""

    VETERAN = "veteran"
    DISABILITY = "disability"
    PREGNANT = "pregnant"
    SMALL_CHILDREN = "small_children"
    PENSIONER = "pensioner"
    NONE = "none"


class Form(StrEnum):
    IN_PERSON = "in_person"
    VIDEO = "video"


class Survey(StrEnum):
    """What the visitor said by telephone afterwards."""

    NOT_ASKED = "not_asked"
    SATISFIED = "satisfied"
    PARTLY = "partly"
    NOT_SATISFIED = "not_satisfied"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours of one head or deputy on one day, in slots of equal length."""

    id: UUID
    ref: str
    agency_id: UUID
    holder_name: str
    post_kk: str
    post_ru: str
    post_en: str
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    room_kk: str
    room_ru: str
    has_video: bool
    published_at: datetime | None
    cancelled_at: datetime | None
    reason: str
    taken: int = 0

    @property
    def slots(self) -> list[datetime]:
        return list(slots_of(self.starts_at, self.ends_at, self.slot_minutes))

    @property
    def free(self) -> int:
        return max(0, len(self.slots) - self.taken)

    @property
    def name_kk(self) -> str:
        return self.post_kk

    @property
    def name_ru(self) -> str:
        return self.post_ru

    @property
    def name_en(self) -> str:
        return self.post_en


def slots_of(starts_at: datetime, ends_at: datetime, minutes: int) -> Iterator[datetime]:
    """The beginnings of whole slots.

    >>> from datetime import datetime
    >>> len(list(slots_of(datetime(2026, 12, 1, 15), datetime(2026, 12, 1, 17), 15)))
    8
    """
    moment, length = starts_at, timedelta(minutes=minutes)
    while moment + length <= ends_at:
        yield moment
        moment += length


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = (first + timedelta(days=95)).replace(day=1)
    return first, after - timedelta(days=1)
