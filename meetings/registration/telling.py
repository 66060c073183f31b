"""What the letters of this room say: the meeting in every language, and how this registration stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import LOCALES
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.territories import queries as territories
from meetings.registration.entry import Entry, Mode, modes_of
from meetings.schedule.meeting import Meeting

LETTERS = "meetings/registration"


async def say(
    context: Context, letter: str, entry: Entry, meeting: Meeting, *, event: str, **more: Any
) -> UUID | None:
    """The same letter about the same event to the same registration goes once."""
    if entry.person_id is None:
        return None
    values = await _values(context, entry, meeting)
    wish = Notify(
        person_id=entry.person_id,
        template=f"{LETTERS}/{letter}",
        about=meeting.ref,
        event=f"{entry.id}:{event}",
        values={**values, **more},
    )
    return await by_law(context, notify, wish)


async def _values(context: Context, entry: Entry, meeting: Meeting) -> dict[str, Any]:
    """``address``: of the hall, or how to join; ``wait_place``: on the wait list, 0 for who has a seat."""
    body = await agencies.agency(context, meeting.agency_id)
    values: dict[str, Any] = {
        "ref": meeting.ref,
        "path": f"/meetings/{meeting.ref}/registration",
        "starts_at": meeting.starts_at,
        "mode": _mode(entry, meeting).value,
        "state": entry.state.value,
        "wait_place": entry.place,
        "is_point": entry.is_point,
        "point_name": entry.point_name,
        "for_visitor": entry.registered_by is not None,
        "host": meeting.host_name,
        **{f"title_{each}": getattr(meeting, f"name_{each}") for each in LOCALES},
        **{f"body_{each}": getattr(body, f"name_{each}") for each in LOCALES},
        **_where(entry, meeting),
    }
    if meeting.place_code is not None:
        place = await territories.place(context, meeting.place_code)
        values |= {f"place_{each}": getattr(place, f"name_{each}") for each in LOCALES}
    return values


def _mode(entry: Entry, meeting: Meeting) -> Mode:
    """Whoever registered online for what is held in a hall only now, a listening point, is told of the hall."""
    return entry.mode if entry.mode in modes_of(meeting.mode) else modes_of(meeting.mode)[0]


def _where(entry: Entry, meeting: Meeting) -> dict[str, str]:
    if _mode(entry, meeting) is Mode.HALL:
        return {"address_kk": meeting.address_kk, "address_ru": meeting.address_ru}
    return {"address_kk": meeting.join_kk, "address_ru": meeting.join_ru}
