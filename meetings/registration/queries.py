"""Reading who takes part: numbers for everybody, her own registration for whoever has one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows, value
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.registration.entry import Counts, Entry, Kind, Mode, Need, State
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

# With the place on the wait list.
ENTRY = """
e.id, e.meeting_id, e.person_id, e.kind, e.mode, e.state, e.headcount, e.wishes, e.note, e.place_code, e.point_name, e.point_address,
e.is_listed, e.decision_reason, e.registered_at, e.registered_by, e.came,
CASE WHEN e.state = 'waiting' THEN 1 + (SELECT count(*) FROM registration_entry w
  WHERE w.meeting_id = e.meeting_id AND w.state = 'waiting' AND w.line < e.line) ELSE 0 END::int AS place
"""
LIVE_SQL = "e.state IN ('seated', 'waiting', 'asked')"
_ONE = f"SELECT {ENTRY} FROM registration_entry e WHERE e.id = $1"
_OWN = f"""
SELECT {ENTRY} FROM registration_entry e WHERE e.meeting_id = $1 AND e.person_id = $2 AND e.state <> 'withdrawn'
 ORDER BY e.kind, e.registered_at, e.id
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE kind = 'person' AND mode = 'hall' AND state = 'seated')::int AS hall,
       count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE kind = 'person' AND mode = 'online' AND state = 'seated')::int AS online,
       count(*) FILTER (WHERE kind = 'point' AND state = 'seated')::int AS points,
       coalesce(sum(headcount) FILTER (WHERE kind = 'point' AND state = 'seated'), 0)::int AS point_people,
       count(*) FILTER (WHERE kind = 'point' AND state = 'asked')::int AS points_asked,
       count(*) FILTER (WHERE kind = 'person' AND came > 0)::int AS came_hall,
       coalesce(sum(came) FILTER (WHERE kind = 'point'), 0)::int AS came_points
  FROM registration_entry WHERE meeting_id = $1 AND state NOT IN ('withdrawn', 'refused')
"""
_SUBJECT = """
SELECT m.ref, m.agency_id, e.person_id, e.state FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id WHERE e.id = $1
"""
_POINTS = """
SELECT place_code, point_name, point_address, headcount FROM registration_entry
 WHERE meeting_id = $1 AND kind = 'point' AND state = 'seated' AND is_listed AND point_name <> '' ORDER BY place_code, point_name, id
"""
_AHEAD = f"""
SELECT {ENTRY} FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id
 WHERE e.person_id = $1 AND {LIVE_SQL} AND m.ends_at > $2 ORDER BY m.starts_at, e.id
"""
_PAST = f"""
SELECT {ENTRY}, count(*) OVER ()::int AS total FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id
 WHERE e.person_id = $1 AND {LIVE_SQL} AND m.ends_at <= $2 ORDER BY m.starts_at DESC, e.id LIMIT {PAGE_SIZE} OFFSET $3
"""
_HAS_LIVE = f"SELECT 1 FROM registration_entry e WHERE e.meeting_id = $1 AND {LIVE_SQL} LIMIT 1"


@dataclass(frozen=True, slots=True)
class Point:
    """A listening point whose holder agreed to be found, and which the organiser has confirmed."""

    name: str
    address: str
    headcount: int
    place: Place


@dataclass(frozen=True, slots=True)
class TakingPart:
    """A registration with its meeting."""

    entry: Entry
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Mine:
    ahead: Sequence[TakingPart]
    past: Paged[TakingPart]


async def entry(context: Context, entry_id: UUID) -> Entry:
    """For the house itself. Raises NotFound."""
    del context
    return entry_from(await row(_ONE, entry_id))


async def entry_subject(context: Context, entry_id: UUID) -> Subject:
    """A registration as something to act on: whose it is, which office holds its meeting. Raises NotFound."""
    del context
    found = await row(_SUBJECT, entry_id)
    if found is None:
        raise NotFound("registration.not_found")
    agencies = frozenset({found["agency_id"]})
    return Subject(about=found["ref"], owner=found["person_id"], agencies=agencies, state=found["state"])


async def meeting_subject(context: Context, meeting_id: UUID) -> Subject:
    """Raises NotFound."""
    found = (await schedule.meetings(context, [meeting_id])).get(meeting_id)
    if found is None:
        raise NotFound("meeting.not_found")
    return schedule.subject_of(found)


async def counts(context: Context, meeting: Meeting) -> Counts:
    """Numbers, which everybody may know."""
    del context
    found = await row(_COUNTS, meeting.id) or {}
    return Counts(seats=meeting.seats if meeting.mode.has_hall else None, **found)


async def own(context: Context, meeting_id: UUID) -> list[Entry]:
    """What the reader registered for this meeting, herself first, then her listening points. Empty for nobody signed in."""
    if context.actor.person_id is None:
        return []
    return [entry_from(each) for each in await rows(_OWN, meeting_id, context.actor.person_id)]


async def own_at(context: Context, ref: str) -> tuple[Meeting, list[Entry]]:
    """The meeting with the reader's registrations. Raises SignInNeeded, NotFound where there are none."""
    meeting = await schedule.meeting(context, ref)
    if not context.actor.is_signed_in:
        raise SignInNeeded()
    found = await own(context, meeting.id)
    if not found:
        raise NotFound("registration.not_found")
    return meeting, found


async def own_one(context: Context, ref: str, entry_id: str) -> TakingPart:
    """One of the reader's registrations that still stand. Raises SignInNeeded, NotFound."""
    meeting, found = await own_at(context, ref)
    for each in found:
        if str(each.id) == entry_id and each.is_live:
            return TakingPart(each, meeting)
    raise NotFound("registration.not_found")


async def of_person(context: Context, meeting_id: UUID, person_id: UUID) -> Entry | None:
    """Somebody's own registration, for the desk of a service centre that acts for her."""
    del context
    found = [entry_from(each) for each in await rows(_OWN, meeting_id, person_id)]
    return next((each for each in found if each.kind is Kind.PERSON), None)


async def mine(context: Context, number: int = 1) -> Mine:
    """The reader's meetings: ahead, and past. Raises SignInNeeded."""
    person_id = context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    return await of(context, person_id, number)


async def of(context: Context, person_id: UUID, number: int = 1) -> Mine:
    ahead = await rows(_AHEAD, person_id, context.now)
    past = await rows(_PAST, person_id, context.now, (number - 1) * PAGE_SIZE)
    known = await schedule.meetings(context, [each["meeting_id"] for each in (*ahead, *past)])
    total = past[0]["total"] if past else 0
    return Mine(_with(ahead, known), Paged(_with(past, known), number, total))


async def listed_points(context: Context, meeting_id: UUID) -> list[Point]:
    """Where people can listen together: only points whose holders agreed."""
    found = await rows(_POINTS, meeting_id)
    places = await territories.places(context, {each["place_code"] for each in found}) if found else {}
    return [
        Point(each["point_name"], each["point_address"], each["headcount"], places[each["place_code"]])
        for each in found
        if each["place_code"] in places
    ]


async def anybody(context: Context, meeting_id: UUID) -> bool:
    """Whether anybody is registered who must be told of news."""
    del context
    return bool(await value(_HAS_LIVE, meeting_id))


def entry_from(found: dict[str, Any] | None) -> Entry:
    """A row as a registration. Raises NotFound for no row."""
    if found is None:
        raise NotFound("registration.not_found")
    given = {name: found[name] for name in Entry.__dataclass_fields__}
    return Entry(
        **{
            **given,
            "kind": Kind(found["kind"]),
            "mode": Mode(found["mode"]),
            "state": State(found["state"]),
            "wishes": tuple(Need(each) for each in found["wishes"]),
        }
    )


def _with(found: list[dict[str, Any]], known: dict[UUID, Meeting]) -> list[TakingPart]:
    return [TakingPart(entry_from(each), known[each["meeting_id"]]) for each in found]
