"""The hall of a meeting as everybody sees it, and what is the reader's own. Changes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row, rows, value
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.asking import queries as asking
from meetings.asking.views import Line
from meetings.floor import queue
from meetings.floor.floor import Allowance, Cue, Kind, cue, expected_at, next_kind, turns_until
from meetings.floor.models import HallRow
from meetings.floor.queue import Speaking, Waiting
from meetings.record.recorded import Recorded, recorded
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

_MOVES = """
SELECT m.moved_to, m.reason, m.moved_at, s.voice_name, p.given_name, p.family_name
  FROM floor_move m JOIN floor_seat s ON s.id = m.seat_id LEFT JOIN people_person p ON p.id = s.person_id
 WHERE m.meeting_id = $1 ORDER BY m.moved_at DESC, m.id DESC LIMIT 50
"""
_UNRECORDED = (
    "SELECT person_id FROM floor_seat WHERE meeting_id = $1 AND NOT has_consented AND person_id IS NOT NULL"
)
_CONSENTS = """
SELECT person_id, bool_and(has_consented) AS has_consented FROM floor_seat
 WHERE meeting_id = $1 AND person_id = ANY ($2::uuid[]) GROUP BY person_id
"""
_PRESENT = "SELECT count(*)::int FROM floor_seat WHERE meeting_id = $1 AND left_at IS NULL"
_OF_SEAT = """
SELECT s.id, s.has_consented, s.channel, s.language, s.place_code,
       EXISTS (SELECT 1 FROM floor_hand h WHERE h.seat_id = s.id AND h.lowered_at IS NULL) AS is_up
  FROM floor_seat s WHERE s.meeting_id = $1 AND s.person_id = $2 AND s.left_at IS NULL
"""
_VOICES = """
SELECT s.id, s.voice_name, EXISTS (SELECT 1 FROM floor_hand h WHERE h.seat_id = s.id AND h.lowered_at IS NULL) AS is_up
  FROM floor_seat s WHERE s.point_id = $1 ORDER BY s.entered_at, s.id
"""


@dataclass(frozen=True, slots=True)
class Moved:
    """A hand that whoever chairs put elsewhere, and why."""

    name: str
    to: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody at the reader's own listening point."""

    seat_id: UUID
    name: str
    is_up: bool


@dataclass(frozen=True, slots=True)
class Mine:
    """The reader's own seat. ``waiting``: her place in the queue; ``expected_at``: the minute of her turn by what everybody is allowed."""

    seat_id: UUID
    has_consented: bool
    is_point: bool
    language: str
    place_code: str
    waiting: Waiting | None
    expected_at: datetime | None
    has_floor: bool
    voices: Sequence[Voice]


@dataclass(frozen=True)
class Hall:
    """``version`` grows with everything that is shown here but votes. ``record``: agenda, polls, the report's share.

    ``unrecorded``: people who came in and did not agree to be recorded.
    """

    meeting: Meeting
    version: int
    now: datetime
    seed: str
    allowance: Allowance
    record: Recorded
    present: int
    unrecorded: frozenset[UUID]
    turn: Speaking | None
    last: Kind | None
    waiting: Sequence[Waiting]
    places: Mapping[str, Place]
    ahead: Sequence[Line]
    moves: Sequence[Moved]
    overridden: Sequence[Speaking]
    mine: Mine | None
    may_chair: bool

    @property
    def is_live(self) -> bool:
        return self.meeting.state is State.LIVE

    @property
    def next_kind(self) -> Kind | None:
        return next_kind(len(self.waiting), len(self.ahead), self.last)

    @property
    def cue(self) -> Cue:
        if self.turn is None or self.turn.kind is Kind.AHEAD:
            return Cue.NONE
        return cue(self.turn.began_at, self.now, self.allowance)

    def expected(self, position: int) -> datetime:
        """When the hand at this place comes, if all use what they are allowed."""
        before = turns_until(position, len(self.ahead), self.last)
        since = self.turn.began_at if self.turn else None
        return expected_at(before, self.now, since, self.allowance)


async def is_open(meeting_id: UUID) -> bool:
    return bool(await value("SELECT 1 FROM floor_hall WHERE meeting_id = $1", meeting_id))


async def consents(meeting_id: UUID, persons: Sequence[UUID]) -> Mapping[UUID, bool]:
    """What those of them who came in said about being recorded."""
    found = await rows(_CONSENTS, meeting_id, list(persons)) if persons else []
    return {each["person_id"]: each["has_consented"] for each in found}


async def hall(context: Context, ref: str) -> Hall | Meeting:
    """The meeting alone where its queue is not open. Raises NotFound for a meeting that is not there."""
    meeting = await schedule.meeting(context, ref)
    found = await HallRow.get_or_none(meeting_id=meeting.id)
    return meeting if found is None else await _hall(context, meeting, found)


async def _hall(context: Context, meeting: Meeting, found: HallRow) -> Hall:
    turns = await queue.spoken(meeting.id, found)
    waiting = await queue.waiting(context, meeting.id, found, turns)
    lines = await asking.listed(context, meeting, size=100)
    ahead = [each for each in lines.items if each.lead.asked_moment_at is None]
    running = turns[-1] if turns and turns[-1].is_running(context.now) else None
    codes = {each.place_code for each in waiting} | {each.place_code for each in turns if each.place_code}
    shown = Hall(
        meeting=meeting,
        version=found.version,
        now=context.now,
        seed=found.seed,
        allowance=queue.allowance(found),
        record=await recorded(context, meeting),
        present=await value(_PRESENT, meeting.id),
        unrecorded=frozenset(each["person_id"] for each in await rows(_UNRECORDED, meeting.id)),
        turn=running if meeting.state is State.LIVE else None,
        last=turns[-1].kind if turns else None,
        waiting=waiting,
        places=await territories.places(context, codes) if codes else {},
        ahead=ahead,
        moves=await _moves(meeting.id),
        overridden=[each for each in turns if each.reason],
        mine=None,
        may_chair=permitted(context, "hall.give_turn", schedule.subject_of(meeting)),
    )
    return await _with_own(context, shown)


async def _moves(meeting_id: UUID) -> list[Moved]:
    return [
        Moved(queue.name_of(each), each["moved_to"], each["reason"], each["moved_at"])
        for each in await rows(_MOVES, meeting_id)
    ]


async def _with_own(context: Context, shown: Hall) -> Hall:
    found = (
        await row(_OF_SEAT, shown.meeting.id, context.actor.person_id) if context.actor.person_id else None
    )
    if found is None:
        return shown
    own = next((each for each in shown.waiting if each.seat_id == found["id"]), None)
    is_point = found["channel"] == "point"
    voices = await rows(_VOICES, found["id"]) if is_point else []
    turn = shown.turn
    mine = Mine(
        seat_id=found["id"],
        has_consented=found["has_consented"],
        is_point=is_point,
        language=found["language"],
        place_code=found["place_code"],
        waiting=own,
        expected_at=shown.expected(own.position) if own else None,
        has_floor=turn is not None and found["id"] in {turn.seat_id, turn.point_id},
        voices=[Voice(each["id"], each["voice_name"], each["is_up"]) for each in voices],
    )
    return replace(shown, mine=mine)


async def overdue(context: Context) -> list[str]:
    """Meetings with an open turn whose time is over, or that ended meanwhile: for the house, which ends them."""
    sql = """
    SELECT m.ref FROM floor_turn t JOIN floor_hall h ON h.meeting_id = t.meeting_id JOIN schedule_meeting m ON m.id = t.meeting_id
     WHERE t.ended_at IS NULL AND (m.state <> 'live' OR (t.kind = 'hand' AND t.began_at + make_interval(secs => h.speaking_seconds + $2) <= $1))
    """
    grace = int(Allowance().grace.total_seconds())
    return [each["ref"] for each in await rows(sql, context.now, grace)]
