"""A question asked ahead of a meeting: its states, who may ask when, and the public order in which the akim takes them. Pure.

The rule of the order, as everybody reads it on the page:

1. what more residents support stands higher; everybody counts once, whether she asked it, asked the same in other words (a
   bundle counts as one question) or supports it;
2. among equals, what somebody asks who had never asked ahead of a meeting before;
3. then what was asked earlier.

Guests' support is counted apart, shown apart, and moves nothing. Whoever chairs may move a question to another place, with a
reason that everybody reads beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from hearing_state.lifecycle import Lifecycle
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as Stage

TEXT_MIN, TEXT_MAX = 10, 600
ANSWER_MIN, ANSWER_MAX = 2, 2_000
REASON_MIN, REASON_MAX = 10, 500
BUNDLE_MAX = 50
POSITION_MAX = 500
LANGUAGES = ("kk", "ru", "en")
SPLIT_WITHIN = timedelta(days=30)
"""So long after an answer somebody may say that it does not answer hers."""


class State(StrEnum):
    """``asked``: on the list, or being asked in the room now. ``answered``: on the spot. ``taken_away``: answered in writing later."""

    ASKED = "asked"
    ANSWERED = "answered"
    TAKEN_AWAY = "taken_away"
    NOT_REACHED = "not_reached"
    WITHDRAWN = "withdrawn"


class Screening(StrEnum):
    """Whether the public may read it. Only moderators decide that, never the office that is asked."""

    WAITING = "waiting"
    PUBLISHED = "published"
    HIDDEN = "hidden"


class Channel(StrEnum):
    """How it came: ``desk`` and ``phone`` through an operator of a service centre, ``point`` from a listening point."""

    WEB = "web"
    DESK = "desk"
    PHONE = "phone"
    POINT = "point"


class Origin(StrEnum):
    """Who found that questions are alike; a person always decides."""

    MACHINE = "machine"
    HUMAN = "human"


LIFECYCLE = Lifecycle(
    "ahead",
    {
        (State.ASKED, "mark_asked"): State.ASKED,
        (State.ASKED, "answer"): State.ANSWERED,
        (State.ASKED, "take_away"): State.TAKEN_AWAY,
        (State.ASKED, "mark_not_reached"): State.NOT_REACHED,
        (State.ASKED, "split_off"): State.ASKED,
        (State.ASKED, "withdraw"): State.WITHDRAWN,
        (State.NOT_REACHED, "answer"): State.ANSWERED,
        (State.NOT_REACHED, "take_away"): State.TAKEN_AWAY,
        (State.NOT_REACHED, "split_off"): State.NOT_REACHED,
        (State.NOT_REACHED, "withdraw"): State.WITHDRAWN,
        (State.ANSWERED, "answer"): State.ANSWERED,
        (State.ANSWERED, "take_away"): State.TAKEN_AWAY,
        (State.ANSWERED, "split_off"): State.ASKED,
        (State.TAKEN_AWAY, "split_off"): State.TAKEN_AWAY,
    },
)
OPEN = (State.ASKED,)
CAME_OUT = (State.ANSWERED, State.TAKEN_AWAY, State.NOT_REACHED)
"""What became of it is known."""

_TURNS = {Channel.POINT: 10}
TURNS_OF_A_GUEST, TURNS_OF_A_PERSON = 1, 3
TURNS_MAX = 10


def turns(channel: Channel, *, is_guest: bool) -> int:
    """How many questions one may have on the list of one meeting; a listening point speaks for many."""
    return TURNS_OF_A_GUEST if is_guest else _TURNS.get(channel, TURNS_OF_A_PERSON)


def closed_because(meeting: Meeting, now: datetime) -> str:
    """Why nobody can ask ahead now, as a word of refusal; empty while one can."""
    if meeting.state is Stage.PLANNED:
        return "ahead.not_announced"
    if meeting.state is Stage.CANCELLED:
        return "ahead.cancelled"
    if meeting.state is Stage.LIVE:
        return ""  # who cannot be heard on a bad line puts the question in writing
    if now >= min(meeting.starts_at, meeting.started_at or meeting.starts_at):
        return "ahead.has_begun"
    return ""


def votes_closed_because(meeting: Meeting, now: datetime) -> str:
    """Why nobody can support now: the order is open to the public until the meeting is over."""
    if meeting.state is Stage.CANCELLED:
        return "ahead.cancelled"
    if meeting.state is Stage.PLANNED:
        return "ahead.not_announced"
    if meeting.state is Stage.LIVE:
        return ""  # also when it runs over
    if now >= min(meeting.ends_at, meeting.finished_at or meeting.ends_at):
        return "ahead.is_over"
    return ""


def is_over(meeting: Meeting) -> bool:
    """Nothing will be answered on the spot any more, unless the record is completed."""
    return meeting.state in (Stage.HELD, Stage.RECORDED, Stage.CANCELLED)


@dataclass(frozen=True, slots=True)
class Weight:
    """What the place of one line depends on. ``item``: a question alone, or a bundle; ``moved_to``: the chair's word, if any."""

    item: UUID
    ref: str
    supporters: int
    guests: int
    is_first_time: bool
    asked_at: datetime
    moved_to: int | None = None


def by_rule(weights: Iterable[Weight]) -> list[Weight]:
    """The order by the rule alone. The number of the slip decides between what was asked at the same moment."""
    return sorted(weights, key=lambda one: (-one.supporters, not one.is_first_time, one.asked_at, one.ref))


def in_order(weights: Iterable[Weight]) -> list[Weight]:
    """The rule, and upon it what the chair moved: the first places first, each put where its number says.

    The same weights give the same order, in whatever order they come.
    """
    ruled = by_rule(weights)
    order = [each for each in ruled if each.moved_to is None]
    moved = [each for each in ruled if each.moved_to is not None]
    for each in sorted(moved, key=lambda one: one.moved_to or 1):
        order.insert(min((each.moved_to or 1) - 1, len(order)), each)
    return order


def next_lead(members: Sequence[tuple[datetime, str, UUID]]) -> UUID:
    """Which question speaks for a bundle that has lost its own: the earliest, ``(asked_at, ref, id)``."""
    return min(members)[2]
