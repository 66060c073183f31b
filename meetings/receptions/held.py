"""A request held for a change: its row locked, its state moved by the lifecycle, its history written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hearing_state.actions import Context
from hearing_state.clock import local
from hearing_state.db import value
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.calculator import reckon
from hearing_state.errors import Conflict, NotFound
from hearing_state.ids import reference
from meetings.receptions import queries
from meetings.receptions.booking import LIFECYCLE, State
from meetings.receptions.models import BookingRow, EventRow, HoursRow


async def hold(ref: str) -> BookingRow:
    """The request's row, locked until the transaction ends. Raises NotFound."""
    row = await BookingRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("reception.no_such_booking")
    return row


async def hold_hours(ref: str) -> HoursRow:
    row = await HoursRow.select_for_update().get_or_none(ref=ref)
    if row is None:
        raise NotFound("reception.not_found")
    return row


def step(row: BookingRow, verb: str) -> State:
    """Move the state as the lifecycle has it. Raises Conflict where it has no such step."""
    row.state = LIFECYCLE.after(row.state, verb)
    return State(row.state)


async def next_reference(context: Context, letter: str) -> str:
    number = await value("SELECT nextval('receptions_number')")
    return reference(letter, local(context.now).year, number)


async def refuse_a_final_list(context: Context, starts_at: datetime) -> None:
    """Raises Conflict from the day after the last one for changes of the list of visitors."""
    terms = (await queries.preparation(context)).terms(starts_at)
    if terms is not None and terms.is_list_final(context.today):
        raise Conflict("reception.list_is_final", until_on=terms.list_final_on)


async def redirect_term(context: Context, row: BookingRow) -> None:
    """The office that has just received the request has its own term to send it on."""
    calendar = await deadlines.working_calendar(context)
    due_on = reckon("reception.redirect", context.now, calendar, context.settings.working_day_ends).due_on
    row.redirect_until_on = due_on or context.today


async def happened(
    context: Context, row: BookingRow, kind: str, *, reason: str = "", **facts: object
) -> None:
    """Write the history and the outbox. The public log says that it happened, never about whom or what."""
    told: dict[str, Any] = {
        name: fact if isinstance(fact, str | int | bool) else str(fact)
        for name, fact in facts.items()
        if fact is not None
    }
    await EventRow.create(
        booking_id=row.id,
        kind=kind,
        happened_at=context.now,
        actor_id=context.actor.person_id,
        reason=reason,
        facts=told,
    )
    context.record(f"reception.{kind}", row.ref, agency=row.agency_id)
    context.tell(f"reception.{kind}", row.ref, booking=row.id)
