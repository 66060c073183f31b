"""What follows when something happened to a request: letters to the visitor."""

from __future__ import annotations

from typing import Any

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.jobs.listeners import Listener, Told, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.receptions.models import BookingRow, EventRow, HoursRow

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
        wish = Notify(
            person_id=row.person_id,
            template=f"meetings/receptions/{kind}",
            about=row.ref,
            event=str(told.id),
            values=await _values(context, row, kind, told),
        )
        await by_law(context, notify, wish)

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
    return values


LISTENERS: tuple[Listener, ...] = tuple(_letter_of(kind) for kind in _LETTERS)
