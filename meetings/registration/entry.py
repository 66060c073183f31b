"""Taking part in a meeting: who comes how, with which wishes, who is next on the wait list. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.lifecycle import Lifecycle
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import Mode as Form
from meetings.schedule.meeting import State as Stage

NOTE_MAX = 500
POINT_NAME_MAX = 120
ADDRESS_MAX = 300
HEADCOUNT_MAX = 5000
REMINDED_AHEAD = timedelta(hours=24)
"""A reminder is due from so long before the meeting until it begins: far wider than the job's period."""
DOOR_OPENS = timedelta(hours=2)
"""So long before its hour the organiser may begin to mark who came."""


class Kind(StrEnum):
    """``point``: a listening point, one device with people around it."""

    PERSON = "person"
    POINT = "point"


class Mode(StrEnum):
    """How somebody takes part. A listening point is always online."""

    HALL = "hall"
    ONLINE = "online"


class State(StrEnum):
    """``waiting``: on the wait list of a full hall; ``asked``: a listening point that the organiser has not confirmed yet."""

    WAITING = "waiting"
    ASKED = "asked"
    SEATED = "seated"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


LIFECYCLE = Lifecycle(
    "registration",
    {
        (State.WAITING, "seat"): State.SEATED,
        (State.WAITING, "withdraw"): State.WITHDRAWN,
        (State.SEATED, "unseat"): State.WAITING,
        (State.SEATED, "withdraw"): State.WITHDRAWN,
        (State.SEATED, "refuse"): State.REFUSED,
        (State.ASKED, "confirm"): State.SEATED,
        (State.ASKED, "refuse"): State.REFUSED,
        (State.ASKED, "withdraw"): State.WITHDRAWN,
    },
)
LIVE = frozenset({State.SEATED, State.WAITING, State.ASKED})
"""Stands; is told of what becomes of the meeting."""


class Need(StrEnum):
    """What somebody wishes for, as a word that can be counted."""

    INTERPRETATION_KK = "interpretation_kk"
    INTERPRETATION_RU = "interpretation_ru"
    INTERPRETATION_EN = "interpretation_en"
    SIGN_LANGUAGE = "sign_language"
    CAPTIONS = "captions"
    STEP_FREE = "step_free"
    HEARING_LOOP = "hearing_loop"
    LARGE_PRINT = "large_print"
    CHILDRENS_CORNER = "childrens_corner"


IN_THE_HALL_ONLY = frozenset({Need.STEP_FREE, Need.HEARING_LOOP, Need.LARGE_PRINT, Need.CHILDRENS_CORNER})


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody's registration as its owner and the house read it. ``place``: on the wait list, from 1; 0 for who has a seat.

    ``came``: how many the organiser saw; None where nobody marked it.
    """

    id: UUID
    meeting_id: UUID
    person_id: UUID | None
    kind: Kind
    mode: Mode
    state: State
    headcount: int
    wishes: tuple[Need, ...]
    note: str
    place_code: str | None
    point_name: str
    point_address: str
    is_listed: bool
    decision_reason: str
    registered_at: datetime
    registered_by: UUID | None
    came: int | None
    place: int = 0

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_point(self) -> bool:
        return self.kind is Kind.POINT


@dataclass(frozen=True, slots=True)
class Counts:
    """What everybody may know of who takes part: numbers. ``seats``: of the hall; None for as many as come.

    ``point_people``: around the devices of the confirmed listening points.
    """

    seats: int | None = None
    hall: int = 0
    waiting: int = 0
    online: int = 0
    points: int = 0
    point_people: int = 0
    points_asked: int = 0
    came_hall: int = 0
    came_points: int = 0

    @property
    def people(self) -> int:
        """Everybody who registered, with those around the listening points."""
        return self.hall + self.waiting + self.online + self.point_people

    @property
    def free(self) -> int | None:
        """Seats that nobody has; none are free while somebody waits."""
        return None if self.seats is None else max(0, free_seats(self.seats, self.hall) or 0)


def free_seats(seats: int | None, taken: int) -> int | None:
    """Seats left; fewer than none where the hall was made smaller; None without a limit.

    >>> free_seats(10, 7), free_seats(10, 12), free_seats(None, 500)
    (3, -2, None)
    """
    return None if seats is None else seats - taken


def to_seat(seats: int | None, taken: int, waiting: int) -> int:
    """How many of the wait list get a seat now.

    >>> to_seat(10, 7, 5), to_seat(10, 12, 5), to_seat(None, 500, 5)
    (3, 0, 5)
    """
    free = free_seats(seats, taken)
    return waiting if free is None else min(waiting, max(0, free))


def to_unseat(seats: int | None, taken: int) -> int:
    """How many must go back to the wait list because the hall became smaller: those who came last into the line.

    >>> to_unseat(10, 12), to_unseat(10, 10), to_unseat(None, 500)
    (2, 0, 0)
    """
    free = free_seats(seats, taken)
    return 0 if free is None else max(0, -free)


def modes_of(form: Form) -> tuple[Mode, ...]:
    """In which ways one can take part in a meeting of this form."""
    offered = {Form.ONLINE: (Mode.ONLINE,), Form.HALL: (Mode.HALL,), Form.HYBRID: (Mode.HALL, Mode.ONLINE)}
    return offered[form]


def needs_for(modes: Iterable[Mode]) -> tuple[Need, ...]:
    """The wishes that make sense for somebody who takes part in one of these ways."""
    has_hall = Mode.HALL in set(modes)
    return tuple(each for each in Need if has_hall or each not in IN_THE_HALL_ONLY)


def fitting(mode: Mode, wishes: Iterable[Need]) -> tuple[Need, ...]:
    """Each wish once, in the order of the list; without those for a hall in which one will not be."""
    wanted = set(wishes)
    return tuple(each for each in needs_for((mode,)) if each in wanted)


def closed_because(meeting: Meeting, now: datetime) -> str:
    """Why nobody can register now, as a word of refusal; empty while it is open."""
    if meeting.state is Stage.PLANNED:
        return "registration.not_announced"
    if meeting.state is Stage.CANCELLED:
        return "registration.cancelled"
    if meeting.state is not Stage.ANNOUNCED or now >= meeting.starts_at:
        return "registration.has_begun"
    return ""


def is_door_open(meeting: Meeting, now: datetime) -> bool:
    """Whether the organiser may mark who came."""
    return (
        meeting.state in (Stage.ANNOUNCED, Stage.LIVE, Stage.HELD) and now >= meeting.starts_at - DOOR_OPENS
    )


def wants_reminder(entry: Entry, meeting: Meeting, now: datetime) -> bool:
    """Within the last day before it begins, if nobody told her of this hour within that day already.

    Who registers later has just read the hour in her confirmation, and of a meeting moved so near in the letter about that.
    """
    due_at = meeting.starts_at - REMINDED_AHEAD
    told_at = max(entry.registered_at, meeting.announced_at or entry.registered_at)
    is_ahead = meeting.state is Stage.ANNOUNCED and due_at <= now < meeting.starts_at
    return entry.is_live and is_ahead and told_at <= due_at
