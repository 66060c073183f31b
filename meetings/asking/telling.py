"""What the letters of this room say: the question as its reader knows it, and its meeting in every language."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import LOCALES
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.territories import queries as territories
from meetings.asking.models import AheadRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

LETTERS = "meetings/asking"
TITLE_MAX = 200


async def say(
    context: Context, letter: str, row: AheadRow, reader: UUID | None, *, event: str, **more: Any
) -> None:
    """The same letter about the same event to the same reader goes once. Guests left no address."""
    if reader is None:
        return
    meeting = (await schedule.meetings(context, [row.meeting_id]))[row.meeting_id]
    values = await _values(context, row, meeting)
    wish = Notify(
        person_id=reader,
        template=f"{LETTERS}/{letter}",
        about=row.ref,
        event=event,
        values={**values, **more},
    )
    await by_law(context, notify, wish)


async def _values(context: Context, row: AheadRow, meeting: Meeting) -> dict[str, Any]:
    """``lead``: the question that is answered in writing for all who asked the same."""
    body = await agencies.agency(context, meeting.agency_id)
    values: dict[str, Any] = {
        "ref": row.ref,
        "lead": row.taken_ref or row.ref,
        "path": f"/meetings/{meeting.ref}/questions/{row.ref}",
        "title": row.text if len(row.text) <= TITLE_MAX else f"{row.text[:TITLE_MAX]}…",
        "starts_at": meeting.starts_at,
        "is_bundled": row.bundle_id is not None,
        "is_cancelled": meeting.state is State.CANCELLED,
        "answered_at": row.answered_at,
        "outcome_kk": row.answer_kk,
        "outcome_ru": row.answer_ru,
        **{f"body_{each}": getattr(body, f"name_{each}") for each in LOCALES},
    }
    if meeting.place_code is not None:
        place = await territories.place(context, meeting.place_code)
        values |= {f"place_{each}": getattr(place, f"name_{each}") for each in LOCALES}
    return values
