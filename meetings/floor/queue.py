"""The queue as it stands: rows made into the values of the rule, and the order back into people. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.people.person import public_name_of
from meetings.floor.floor import Allowance, Because, Channel, Hand, Kind, Placed, Turn, in_order
from meetings.floor.models import HallRow, TurnRow

_HANDS = """
SELECT h.id AS hand_id, h.moved_to, s.id AS seat_id, s.person_id, s.point_id, s.voice_name, s.channel, s.language, s.place_code,
       p.given_name, p.family_name
  FROM floor_hand h JOIN floor_seat s ON s.id = h.seat_id LEFT JOIN people_person p ON p.id = s.person_id
 WHERE h.meeting_id = $1 AND h.lowered_at IS NULL ORDER BY h.id
"""
_TURNS = """
SELECT t.kind, t.question_ref, t.began_at, t.ended_at, t.reason, s.id AS seat_id, s.point_id, s.voice_name, s.channel, s.language,
       coalesce(s.person_id, (SELECT o.person_id FROM floor_seat o WHERE o.id = s.point_id)) AS person_id,
       s.place_code, p.given_name, p.family_name
  FROM floor_turn t LEFT JOIN floor_seat s ON s.id = t.seat_id LEFT JOIN people_person p ON p.id = s.person_id
 WHERE t.meeting_id = $1 AND NOT t.is_undone ORDER BY t.began_at, t.id
"""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A hand in the queue. ``name``: first name and initial; ``seat_id``: its lot."""

    position: int
    hand_id: UUID
    seat_id: UUID
    person_id: UUID | None
    name: str
    place_code: str
    language: str
    channel: Channel
    because: Because


@dataclass(frozen=True, slots=True)
class Speaking:
    """A turn that was given, of a hand or of a question asked ahead. ``over_at``: when the server ends it.

    ``person_id``: whose device speaks; of somebody at a listening point, whoever answers for the point.
    """

    kind: Kind
    question_ref: str | None
    seat_id: UUID | None
    person_id: UUID | None
    point_id: UUID | None
    name: str
    place_code: str | None
    language: str
    channel: Channel
    began_at: datetime
    ends_at: datetime
    over_at: datetime | None
    ended_at: datetime | None
    reason: str

    def is_running(self, now: datetime) -> bool:
        return self.ended_at is None and (self.over_at is None or now < self.over_at)


def allowance(hall: HallRow) -> Allowance:
    return Allowance(
        speaking=timedelta(seconds=hall.speaking_seconds), answering=timedelta(seconds=hall.answering_seconds)
    )


def is_running(hall: HallRow, turn: TurnRow, now: datetime) -> bool:
    """Whether the turn still holds the floor: time that is used up ends it, whether or not somebody wrote that down."""
    over_at = over_at_of(hall, Kind(turn.kind), turn.began_at)
    return turn.ended_at is None and (over_at is None or now < over_at)


def over_at_of(hall: HallRow, kind: Kind, began_at: datetime) -> datetime | None:
    """A question asked ahead is read out and answered: no microphone is to be shut."""
    allowed = allowance(hall)
    return began_at + allowed.speaking + allowed.grace if kind is Kind.HAND else None


async def waiting(
    context: Context, meeting_id: UUID, hall: HallRow, turns: Sequence[Speaking] | None = None
) -> list[Waiting]:
    """Everybody whose hand is up, in the order of the rule and of what the chair moved."""
    found = await rows(_HANDS, meeting_id)
    if not found:
        return []
    had = await spoken(meeting_id, hall) if turns is None else turns
    hands = [_hand(each) for each in found]
    of_seat = {str(each["seat_id"]): each for each in found}
    placed = in_order(hands, [_turn(each) for each in had if each.seat_id], hall.seed, context.now)
    return [_waiting(number, each, of_seat[each.hand.key]) for number, each in enumerate(placed, 1)]


async def spoken(meeting_id: UUID, hall: HallRow) -> list[Speaking]:
    """All turns that were given, the first first."""
    return [_speaking(hall, each) for each in await rows(_TURNS, meeting_id)]


def _hand(found: dict[str, Any]) -> Hand:
    return Hand(
        key=str(found["seat_id"]),
        place_code=found["place_code"],
        language=found["language"],
        channel=Channel(found["channel"]),
        moved_to=found["moved_to"],
    )


def _turn(given: Speaking) -> Turn:
    return Turn(
        key=str(given.seat_id),
        place_code=given.place_code or "",
        language=given.language,
        channel=given.channel,
        began_at=given.began_at,
        ended_at=given.ended_at or given.over_at,
    )


def _waiting(position: int, placed: Placed, found: dict[str, Any]) -> Waiting:
    return Waiting(
        position=position,
        hand_id=found["hand_id"],
        seat_id=found["seat_id"],
        person_id=found["person_id"],
        name=name_of(found),
        place_code=found["place_code"],
        language=found["language"],
        channel=Channel(found["channel"]),
        because=placed.because,
    )


def name_of(found: dict[str, Any]) -> str:
    return found["voice_name"] or public_name_of(found["given_name"] or "", found["family_name"] or "")


def _speaking(hall: HallRow, found: dict[str, Any]) -> Speaking:
    kind = Kind(found["kind"])
    return Speaking(
        kind=kind,
        question_ref=found["question_ref"],
        seat_id=found["seat_id"],
        person_id=found["person_id"],
        point_id=found["point_id"],
        name=name_of(found) if found["seat_id"] else "",
        place_code=found["place_code"],
        language=found["language"] or "kk",
        channel=Channel(found["channel"] or "web"),
        began_at=found["began_at"],
        ends_at=found["began_at"] + allowance(hall).speaking,
        over_at=over_at_of(hall, kind, found["began_at"]),
        ended_at=found["ended_at"],
        reason=found["reason"],
    )
