"""Reading receptions. Hours are public once published; a request is read by its visitor and its office alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.clock import ALMATY
from hearing_state.db import row, rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.standing import Standing
from hearing_state.errors import NotFound, SignInNeeded
from hearing_state.people import queries as people
from hearing_state.permissions import Role, Subject
from hearing_state.territories import queries as territories
from meetings.duties import queries as duties
from meetings.receptions.booking import Form, Hours, Priority, State, Survey
from meetings.receptions.preparing import NORMS, Preparation, Terms
from meetings.receptions.request import Booking, Case, Happened

HOURS_MAX = 60
HOURS = """
h.id, h.ref, h.agency_id, h.holder_name, h.post_kk, h.post_ru, h.post_en, h.starts_at, h.ends_at, h.slot_minutes, h.room_kk, h.room_ru,
h.has_video, h.published_at, h.cancelled_at, h.reason,
(SELECT count(*)::int FROM receptions_booking b WHERE b.hours_id = h.id AND b.state NOT IN ('withdrawn', 'terminated', 'registered')) AS taken
"""
_BOOKING = """
b.id, b.ref, b.agency_id, b.person_id, b.wanted_id, b.essence, b.language, b.priority, b.form, b.channel, b.state, b.registered_at, b.registered_on,
b.redirect_until_on, b.cure_until_on, b.clock_id, b.hours_id, b.slot_at, b.appointed_on, b.file_ready_at, b.file_note, b.decision, b.instruction, b.instruction_until_on, b.recording_note,
b.signed_on, b.protocol_clock_id, b.handed_over_at, b.survey
"""
_ROLES = (Role.CLERK, Role.OFFICIAL, Role.HEAD)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """Hours with the office that offers them. ``terms`` are empty beyond the working calendar."""

    hours: Hours
    agency: Agency
    terms: Terms | None
    is_list_final: bool


async def hours(context: Context, ref: str) -> Hours:
    """Published hours, or for their own office planned ones. Raises NotFound."""
    found = await row(f"SELECT {HOURS} FROM receptions_hours h WHERE h.ref = $1", ref)
    if found is None or (found["published_at"] is None and found["agency_id"] not in own_agencies(context)):
        raise NotFound("reception.not_found")
    return Hours(**found)


async def subject_of_hours(context: Context, ref: str) -> Subject:
    del context
    found = await row("SELECT agency_id FROM receptions_hours WHERE ref = $1", ref)
    if found is None:
        raise NotFound("reception.not_found")
    return Subject(about=ref, agencies=frozenset({found["agency_id"]}))


async def subject(context: Context, ref: str) -> Subject:
    """A request as something to act on. Raises NotFound."""
    del context
    found = await row("SELECT agency_id, person_id, state FROM receptions_booking WHERE ref = $1", ref)
    if found is None:
        raise NotFound("reception.no_such_booking")
    return Subject(
        about=ref, owner=found["person_id"], agencies=frozenset({found["agency_id"]}), state=found["state"]
    )


async def offered(context: Context, place: str = "", agency: UUID | None = None) -> list[HoursLine]:
    """Published hours ahead, the nearest first; of a place with the offices of everything above it."""
    codes = [each.code for each in await territories.line(context, place)] if place else []
    found = await rows(
        f"SELECT {HOURS} FROM receptions_hours h JOIN agencies_agency a ON a.id = h.agency_id"
        " WHERE h.published_at IS NOT NULL AND h.cancelled_at IS NULL AND h.ends_at > $1 AND ($2::uuid IS NULL OR h.agency_id = $2)"
        f" AND ($3::text[] = '{{}}' OR a.place_code = ANY ($3::text[]) OR a.place_code IS NULL) ORDER BY h.starts_at, h.id LIMIT {HOURS_MAX}",
        context.now, agency, codes,
    )  # fmt: skip
    return await _with_bodies(context, [Hours(**each) for each in found])


async def of_quarter(context: Context, agency_id: UUID, span: tuple[date, date]) -> list[Hours]:
    """The hours of an office in a quarter: planned ones only for the office itself."""
    sees_all = agency_id in own_agencies(context)
    first, last = (datetime.combine(day, time.min, ALMATY) for day in (span[0], span[1] + timedelta(days=1)))
    found = await rows(
        f"SELECT {HOURS} FROM receptions_hours h WHERE h.agency_id = $1 AND h.starts_at >= $2 AND h.starts_at < $3"
        " AND ($4 OR h.published_at IS NOT NULL) ORDER BY h.starts_at, h.id",
        agency_id, first, last, sees_all,
    )  # fmt: skip
    return [Hours(**each) for each in found]


async def case(context: Context, ref: str) -> Case:
    """For the visitor and the office. For everybody else there is no such request: NotFound."""
    found = await row(f"SELECT {_BOOKING} FROM receptions_booking b WHERE b.ref = $1", ref)
    if found is None:
        raise NotFound("reception.no_such_booking")
    booking = _booking(found)
    about = Subject(about=ref, owner=booking.person_id, agencies=frozenset({booking.agency_id}))
    if not permitted(context, "reception.see_booking", about):
        raise NotFound("reception.no_such_booking")
    return (await _cases(context, [booking], with_past=True))[0]


async def own(context: Context) -> list[Case]:
    """The requests of the person who is signed in, the newest first. Raises SignInNeeded."""
    if context.actor.person_id is None:
        raise SignInNeeded()
    found = await rows(
        f"SELECT {_BOOKING} FROM receptions_booking b WHERE b.person_id = $1 ORDER BY b.registered_at DESC LIMIT 100",
        context.actor.person_id,
    )
    return await _cases(context, [_booking(each) for each in found])


async def desk(context: Context) -> list[Case]:
    """Open requests of the reader's bodies: what is due first comes first, of the same day the groups that are received first. Raises Forbidden, SignInNeeded."""
    require(context, "reception.see_desk")
    found = await rows(
        f"SELECT {_BOOKING} FROM receptions_booking b JOIN deadlines_clock c ON c.id = b.clock_id WHERE b.agency_id = ANY ($1::uuid[])"
        " AND b.state IN ('registered', 'returned', 'appointed', 'held')"
        " ORDER BY b.state <> 'registered', coalesce(c.settled_on IS NOT NULL, false), c.due_on NULLS LAST,"
        " array_position($2::text[], b.priority::text), b.slot_at, b.id LIMIT 200",
        own_agencies(context),
        [each.value for each in Priority],
    )
    return await _cases(context, [_booking(each) for each in found])


async def received_at(context: Context, hours: Hours) -> list[Case]:
    """Who has a place in these hours, by the hour. The caller has asked whether the reader may know."""
    found = await rows(
        f"SELECT {_BOOKING} FROM receptions_booking b WHERE b.hours_id = $1 AND b.slot_at IS NOT NULL ORDER BY b.slot_at, b.id",
        hours.id,
    )
    return await _cases(context, [_booking(each) for each in found])


async def desk_count(context: Context) -> int:
    """For the navigation: requests without a day yet, and protocols to hand over."""
    found = await row(
        "SELECT count(*)::int AS n FROM receptions_booking WHERE agency_id = ANY ($1::uuid[]) AND state IN ('registered', 'held')",
        own_agencies(context),
    )
    return int(found["n"]) if found else 0


async def free_slots(context: Context, found: Hours) -> list[datetime]:
    del context
    taken = await rows(
        "SELECT slot_at FROM receptions_booking WHERE hours_id = $1 AND state IN ('appointed', 'held', 'handed_over', 'missed')",
        found.id,
    )
    held = {each["slot_at"] for each in taken}
    return [slot for slot in found.slots if slot not in held]


def own_agencies(context: Context) -> list[UUID]:
    return sorted(context.actor.agencies_as(*_ROLES))


async def preparation(context: Context) -> Preparation:
    """By when what must be ready before a reception: the law's numbers in force and the working calendar."""
    numbers = await duties.norms_in_force(context, NORMS)
    return Preparation(numbers, await deadlines.working_calendar(context), context.today)


async def _with_bodies(context: Context, found: Sequence[Hours]) -> list[HoursLine]:
    if not found:
        return []
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    asked = await preparation(context)
    return [
        HoursLine(
            each, bodies[each.agency_id], asked.terms(each.starts_at), asked.is_list_final(each.starts_at)
        )
        for each in found
    ]


async def _cases(context: Context, found: Sequence[Booking], *, with_past: bool = False) -> list[Case]:
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    standings = await deadlines.standings(context, [each.ref for each in found])
    ids = [each.hours_id or each.wanted_id for each in found if each.hours_id or each.wanted_id]
    wanted = (
        await rows(f"SELECT {HOURS} FROM receptions_hours h WHERE h.id = ANY ($1::uuid[])", ids)
        if ids
        else []
    )
    by_id = {each["id"]: Hours(**each) for each in wanted}
    names = await people.names_of(context, [each.person_id for each in found if each.person_id])
    asked = await preparation(context)
    return [
        Case(
            each,
            bodies[each.agency_id],
            by_id.get(each.hours_id or each.wanted_id or each.id),
            standings.get(each.ref),
            await _past(each.id) if with_past else (),
            names.get(each.person_id, "") if each.person_id else "",
            *_prepared(asked, each),
        )
        for each in found
    ]


def _prepared(asked: Preparation, booking: Booking) -> tuple[Terms | None, Standing | None]:
    """Of a visitor who has day and hour and was not received yet."""
    if booking.state is not State.APPOINTED or booking.slot_at is None:
        return None, None
    terms = asked.terms(booking.slot_at)
    file = asked.file(terms, booking.appointed_on, booking.file_ready_at) if terms else None
    return terms, file


async def _past(booking_id: UUID) -> list[Happened]:
    found = await rows(
        "SELECT kind, happened_at, reason, facts::text AS facts FROM receptions_event WHERE booking_id = $1 ORDER BY happened_at, id",
        booking_id,
    )
    return [
        Happened(each["kind"], each["happened_at"], each["reason"], json.loads(each["facts"]))
        for each in found
    ]


def _booking(found: dict[str, Any]) -> Booking:
    shaped = {
        "priority": Priority(found["priority"]),
        "form": Form(found["form"]),
        "state": State(found["state"]),
        "survey": Survey(found["survey"]),
    }
    return Booking(**{**found, **shaped})
