"""What the organisers of meetings see: their offices' meetings in queues, and one meeting with what may be done to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Literal, get_args
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.clock import ALMATY
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import LIFECYCLE, Change, Meeting

Queue = Literal["announce", "ahead", "confirm", "held", "all"]
QUEUES: Sequence[Queue] = get_args(Queue)
VERBS = ("announce", "change", "move", "cancel", "start", "finish")
SOON_DAYS = 7
"""A meeting is offered for announcing so many days before the law's last day for it."""

# $1 offices, $2 the moment, $3 midnight after the days within which a meeting must be thought of.
_TO_ANNOUNCE = "m.state = 'planned' AND m.starts_at > $2 AND m.starts_at < $3::timestamptz + make_interval(days => m.announce_days)"
_WHERE: dict[Queue, tuple[str, str]] = {
    "announce": (_TO_ANNOUNCE, "m.starts_at, m.id"),
    "ahead": ("m.state IN ('planned', 'announced', 'live') AND m.ends_at > $2", "m.starts_at, m.id"),
    "confirm": ("m.state IN ('planned', 'announced') AND m.ends_at <= $2", "m.starts_at, m.id"),
    "held": ("m.state IN ('held', 'recorded') AND $2::timestamptz IS NOT NULL", "m.starts_at DESC, m.id"),
    "all": ("$2::timestamptz IS NOT NULL", "m.starts_at DESC, m.id"),
}
_ROLES = (Role.CLERK, Role.OFFICIAL, Role.HEAD)


@dataclass(frozen=True, slots=True)
class Line:
    """A meeting in a list, with the names that its line says."""

    meeting: Meeting
    agency: Agency
    place: Place | None


@dataclass(frozen=True, slots=True)
class Managed:
    """One meeting before its organisers. ``may``: the verbs that are open to this reader now."""

    meeting: Meeting
    agency: Agency
    place: Place | None
    changes: Sequence[Change]
    may: frozenset[str]


def own_agencies(context: Context) -> list[UUID]:
    """The bodies for which the reader organises meetings."""
    return sorted(context.actor.agencies_as(*_ROLES))


async def desk_counts(context: Context) -> dict[Queue, int]:
    """How many meetings of the reader's bodies stand in each queue. Raises Forbidden, SignInNeeded."""
    require(context, "meeting.see_desk")
    asked = ", ".join(
        f"count(*) FILTER (WHERE {where}) AS {queue}" for queue, (where, _order) in _WHERE.items()
    )
    params = _params(context)
    found = await row(
        f"SELECT {asked}, $3::timestamptz AS soon FROM schedule_meeting m WHERE m.agency_id = ANY ($1::uuid[])",
        *params,
    )
    return {queue: int(found[queue]) if found else 0 for queue in QUEUES}


async def desk(context: Context, queue: Queue, page: int = 1) -> Paged[Line]:
    """One page of a queue. Raises Forbidden, SignInNeeded."""
    total = (await desk_counts(context))[queue]
    where, order = _WHERE[queue]
    sql = (
        f"SELECT {schedule.COLUMNS} FROM schedule_meeting m WHERE m.agency_id = ANY ($1::uuid[]) AND $3::timestamptz IS NOT NULL"
        f" AND {where} ORDER BY {order} LIMIT {PAGE_SIZE} OFFSET $4"
    )
    found = [
        schedule.meeting_from(each) for each in await rows(sql, *_params(context), (page - 1) * PAGE_SIZE)
    ]
    return Paged(await lines(context, found), page, total)


async def lines(context: Context, found: Sequence[Meeting]) -> list[Line]:
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    places = await territories.places(context, [each.place_code for each in found if each.place_code])
    return [Line(each, bodies[each.agency_id], places.get(each.place_code or "")) for each in found]


async def managed(context: Context, ref: str) -> Managed:
    """For the meeting's own office and the auditor. For everybody else there is no such page: NotFound."""
    require(context, "meeting.see_desk")
    found = await schedule.meeting(context, ref)
    if found.agency_id not in own_agencies(context) and Role.AUDITOR not in context.actor.roles:
        raise NotFound("meeting.not_found")
    about = schedule.subject_of(found)
    may = {
        verb
        for verb in VERBS
        if LIFECYCLE.allows(found.state, verb) and permitted(context, f"meeting.{verb}", about)
    }
    (line,) = await lines(context, [found])
    return Managed(found, line.agency, line.place, await schedule.changes(context, found.id), frozenset(may))


async def own_bodies(context: Context) -> list[Agency]:
    """Where the reader may put meetings into the calendar, by name. Raises Forbidden, SignInNeeded."""
    require(context, "meeting.see_desk")
    found = await agencies.agencies(context, own_agencies(context))
    return sorted((each for each in found.values() if not each.is_dissolved), key=lambda each: each.name_kk)


def _params(context: Context) -> tuple[list[UUID], datetime, datetime]:
    soon_on = context.today + timedelta(days=SOON_DAYS + 1)
    return own_agencies(context), context.now, datetime.combine(soon_on, time.min, ALMATY)
