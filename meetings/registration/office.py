"""What the organiser's office sees of those who take part: names, wishes, notes; and what waits for its word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.db import rows
from hearing_state.errors import Forbidden, NotFound
from hearing_state.people import queries as people
from hearing_state.territories.folding import folded, sort_key
from hearing_state.web.paging import Paged
from meetings.registration.entry import Entry, Mode, Need, State
from meetings.registration.queries import ENTRY, LIVE_SQL, entry_from
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

Show = Literal["all", "hall", "waiting", "online", "points"]
SHOWN: Sequence[Show] = get_args(Show)
DOOR_SIZE = 50
LIST_SIZE = 500
LIST_MAX = 25_000
"""More than any hall; those who register online in a greater number are not called up by name."""

_WHERE: dict[Show, str] = {
    "all": "true",
    "hall": "e.kind = 'person' AND e.mode = 'hall' AND e.state = 'seated'",
    "waiting": "e.state = 'waiting'",
    "online": "e.kind = 'person' AND e.mode = 'online'",
    "points": "e.kind = 'point'",
}
_ENTRIES = f"SELECT {ENTRY} FROM registration_entry e WHERE e.meeting_id = $1 AND {LIVE_SQL} AND {{}} ORDER BY e.line, e.registered_at, e.id LIMIT {{}}"
_WISHES = f"""
SELECT wish, count(*)::int AS number FROM registration_entry e, unnest(e.wishes) AS wish WHERE e.meeting_id = $1 AND {LIVE_SQL} GROUP BY wish
"""
_ASKED = """
SELECT m.ref, m.starts_at, m.title_kk, m.title_ru, count(*)::int AS number FROM registration_entry e JOIN schedule_meeting m ON m.id = e.meeting_id
 WHERE e.state = 'asked' AND m.state = 'announced' AND m.starts_at > $2 AND m.agency_id = ANY ($1::uuid[])
 GROUP BY m.id, m.ref, m.starts_at, m.title_kk, m.title_ru ORDER BY m.starts_at, m.id LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Participant:
    """``name``: surname first, for a list in order; of a listening point, who keeps the device."""

    entry: Entry
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A meeting ahead with listening points that wait for the organiser's word."""

    ref: str
    starts_at: datetime
    title_kk: str
    title_ru: str
    number: int


async def managed(context: Context, ref: str) -> Meeting:
    """The meeting, for those who may read names. Raises NotFound for another office's, Forbidden for who organises nothing."""
    meeting = await schedule.meeting(context, ref)
    if permitted(context, "registration.see_people", schedule.subject_of(meeting)):
        return meeting
    if permitted(context, "meeting.see_desk"):
        raise NotFound("meeting.not_found")
    raise Forbidden()


async def participants(
    context: Context, ref: str, *, show: Show = "all", text: str = "", number: int = 1, size: int = LIST_SIZE
) -> Paged[Participant]:
    """``text``: a part of the name. Raises NotFound."""
    meeting = await managed(context, ref)
    found = await _named(context, meeting, show, LIST_MAX)
    words = folded(text).split()
    if words:
        found = [each for each in found if all(word in folded(_sought(each)) for word in words)]
    found.sort(key=_order)
    first = (number - 1) * size
    return Paged(found[first : first + size], number, len(found), size)


async def waiting(context: Context, meeting: Meeting, limit: int) -> list[Participant]:
    """Who is next, with names. Raises Forbidden for another office."""
    require(context, "registration.see_people", schedule.subject_of(meeting))
    return await _named(context, meeting, "waiting", limit)


async def points(context: Context, meeting: Meeting) -> list[Participant]:
    """Those that wait for the organiser's word first. Raises Forbidden for another office."""
    require(context, "registration.see_people", schedule.subject_of(meeting))
    found = await _named(context, meeting, "points", LIST_MAX)
    return sorted(found, key=lambda each: (each.entry.state is not State.ASKED, each.entry.registered_at))


async def point(context: Context, ref: str, entry_id: str) -> Participant:
    """One listening point before the organiser. Raises NotFound."""
    meeting = await managed(context, ref)
    for each in await points(context, meeting):
        if str(each.entry.id) == entry_id:
            return each
    raise NotFound("registration.not_found")


async def wishes(context: Context, meeting: Meeting) -> list[tuple[Need, int]]:
    """What must be provided for, with how many need it. Raises Forbidden."""
    require(context, "registration.see_people", schedule.subject_of(meeting))
    found = {each["wish"]: each["number"] for each in await rows(_WISHES, meeting.id)}
    return [(each, found[each.value]) for each in Need if each.value in found]


async def asked_of(context: Context, agencies: Sequence[UUID]) -> list[Asked]:
    """Meetings of these bodies with listening points that nobody has looked at yet."""
    found = await rows(_ASKED, list(agencies), context.now)
    return [Asked(**each) for each in found]


def _order(each: Participant) -> tuple[int, int, str]:
    """Who has a seat, who waits in the order of the line, who is online, the points; each in the order of surnames."""
    entry = each.entry
    if entry.is_point:
        return 3, 0, sort_key(each.name)
    if entry.state is State.WAITING:
        return 1, entry.place, ""
    return (0 if entry.mode is Mode.HALL else 2), 0, sort_key(each.name)


async def _named(context: Context, meeting: Meeting, show: Show, limit: int) -> list[Participant]:
    found = [entry_from(each) for each in await rows(_ENTRIES.format(_WHERE[show], limit), meeting.id)]
    known = await people.names_of(context, [each.person_id for each in found if each.person_id])
    return [
        Participant(each, _surname_first(known.get(each.person_id, "")) if each.person_id else "")
        for each in found
    ]


def _surname_first(name: str) -> str:
    given, _space, family = name.rpartition(" ")
    return f"{family} {given}".strip()


def _sought(each: Participant) -> str:
    return f"{each.name} {each.entry.point_name}"
