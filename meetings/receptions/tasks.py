"""What follows: letters to the visitor when something happened to a request, to the office and the visitors before a reception."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.jobs.listeners import Listener, Told, every, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.receptions import queries, reminders
from meetings.receptions.actions.remind import Remind, remind
from meetings.receptions.booking import State
from meetings.receptions.models import BookingRow, EventRow, HoursRow
from meetings.receptions.reminders import Kind

ROUNDS_MAX = 200
_OF_FILES = frozenset({Kind.FILES_NEAR, Kind.FILES_MISSED})

# Event -> the letter to the visitor that the law owes.
_LETTERS = (
    "booked",
    "returned",
    "redirected",
    "extended",
    "appointed",
    "postponed",
    "set_free",
    "held",
    "terminated",
)


def _letter_of(kind: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        row = await BookingRow.get_or_none(ref=told.about)
        if row is None or row.person_id is None:
            return
        await _say(context, told, row.person_id, kind, row.ref, await _values(context, row, kind, told))

    return job(f"reception.{kind}", name=f"receptions.tell_the_visitor_{kind}")(run)


async def _values(context: Context, row: BookingRow, kind: str, told: Told) -> dict[str, Any]:
    body = await agencies.agency(context, row.agency_id)
    values: dict[str, Any] = {"ref": row.ref, "path": f"/my/receptions/{row.ref}"}
    values |= {f"body_{language}": getattr(body, f"name_{language}") for language in ("kk", "ru", "en")}
    happened = await EventRow.filter(booking_id=row.id, kind=kind, happened_at=told.at).first()
    if happened is not None:
        values |= {name: happened.facts[name] for name in ("due_on", "before_at") if name in happened.facts}
        values |= {"due_on": happened.facts["cure_until_on"]} if "cure_until_on" in happened.facts else {}
        values |= {"starts_at": happened.facts["slot_at"]} if "slot_at" in happened.facts else {}
        values |= {"reason": happened.reason} if happened.reason else {}
    hours = await HoursRow.get_or_none(id=row.hours_id) if row.hours_id else None
    if hours is not None:
        values |= {"address_kk": hours.room_kk, "address_ru": hours.room_ru}
        terms = (await queries.preparation(context)).terms(hours.starts_at)
        values |= {"list_final_on": terms.list_final_on} if terms else {}
    return values


def _letter_to_the_office(kind: Kind) -> Listener:
    async def run(context: Context, told: Told) -> None:
        """Looks once more: the hours may have been cancelled, or the visitors have gone, since it was put down."""
        hours = await HoursRow.get_or_none(ref=told.about, cancelled_at=None)
        coming = await BookingRow.filter(hours_id=hours.id, state=State.APPOINTED.value) if hours else []
        if hours is None or not coming or hours.starts_at <= context.now:
            return
        lacking = sum(each.file_ready_at is None for each in coming)
        if kind in _OF_FILES and not lacking:
            return
        values = {
            **await _of_hours(context, hours, told),
            "visitors": lacking if kind in _OF_FILES else len(coming),
            "path": f"/console/receptions/hours/{hours.ref}",
        }
        people = await agencies.holders(context, hours.agency_id, Post.HEAD, Post.OFFICIAL, Post.CLERK)
        for person_id in people:
            await _say(context, told, person_id, f"office_{kind}", hours.ref, values)

    return job(f"reception.{kind}", name=f"receptions.tell_the_office_{kind}")(run)


@job("reception.list_final")
async def tell_the_visitors(context: Context, told: Told) -> None:
    """The list is closed: the place stands, and the office moves it no more."""
    hours = await HoursRow.get_or_none(ref=told.about, cancelled_at=None)
    if hours is None or hours.starts_at <= context.now:
        return
    about = await _of_hours(context, hours, told)
    for row in await BookingRow.filter(hours_id=hours.id, state=State.APPOINTED.value).order_by("slot_at"):
        if row.person_id is not None:
            values = about | {"ref": row.ref, "starts_at": row.slot_at, "path": f"/my/receptions/{row.ref}"}
            await _say(context, told, row.person_id, "list_final", row.ref, values)


async def _of_hours(context: Context, hours: HoursRow, told: Told) -> dict[str, Any]:
    body = await agencies.agency(context, hours.agency_id)
    return {
        "ref": hours.ref,
        **{f"body_{language}": getattr(body, f"name_{language}") for language in ("kk", "ru", "en")},
        "starts_at": hours.starts_at,
        "due_on": told.payload["due_on"],
        "address_kk": hours.room_kk,
        "address_ru": hours.room_ru,
    }


async def _say(
    context: Context, told: Told, person_id: UUID, letter: str, about: str, values: dict[str, Any]
) -> None:
    wish = Notify(
        person_id=person_id,
        template=f"meetings/receptions/{letter}",
        about=about,
        event=str(told.id),
        values=values,
    )
    await by_law(context, notify, wish)


async def remind_all(context: Context, _slot: datetime) -> None:
    """By the present moment, not by the slot: after a standstill nobody is told of a reception that is over."""
    for _round in range(ROUNDS_MAX):
        if not await reminders.waiting(context):
            return
        await by_law(context, remind, Remind())


LISTENERS: tuple[Listener, ...] = (
    *(_letter_of(kind) for kind in _LETTERS),
    *(_letter_to_the_office(kind) for kind in Kind),
    tell_the_visitors,
)
TIMETABLE = (every("receptions.remind", minutes=15, run=remind_all, catch_up="latest"),)
