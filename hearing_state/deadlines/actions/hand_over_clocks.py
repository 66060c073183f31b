"""A body was merged, renamed or dissolved: its successor holds every open clock. No day changes."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.history import add, facts, hold
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.statutory_clock import HandedOver


class HandOverClocks(Wish):
    """``place`` (first digits of its code) narrows it where a body was divided."""

    from_agency: UUID
    to_agency: UUID
    on: date
    reason: str = Field("", max_length=500)
    place: str = Field("", pattern=r"^\d{0,9}$")


@action("deadline.hand_over", entry="deadline.handed_over")
async def hand_over_clocks(context: Context, wish: HandOverClocks) -> int:
    """How many clocks changed hands."""
    held_by = ClockRow.filter(agency_id=wish.from_agency, settled_on__isnull=True)
    if wish.place:
        held_by = held_by.filter(place_code__startswith=wish.place)
    rows = await held_by.order_by("id")
    for row in rows:
        held = await hold(row.id)
        event = HandedOver(wish.on, str(wish.to_agency), wish.reason)
        await add(context, held, event, agency_id=wish.to_agency)
        context.record("deadline.handed_over", held.row.about, **facts(held.row, to=wish.to_agency))
    if not rows:
        context.record("deadline.handed_over", str(wish.from_agency), to=wish.to_agency, clocks=0)
    return len(rows)
