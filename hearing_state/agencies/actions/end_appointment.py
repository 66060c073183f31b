"""An administrator writes down the last day of somebody in a post. Once: what is written stays."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries
from hearing_state.db import execute
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject


class EndAppointment(Wish):
    """``until_on``: the last day in office. Yesterday takes the rights away at once."""

    appointment: UUID
    until_on: date


async def about(context: Context, wish: EndAppointment) -> Subject:
    found = await queries.appointment(context, wish.appointment)
    body = await queries.agency(context, found.agency_id)
    return Subject(about=body.slug, agencies=frozenset({body.id}))


@action("agency.end_appointment", entry="agency.appointment_ended", about=about)
async def end_appointment(context: Context, wish: EndAppointment) -> None:
    """Raises Conflict where the last day is written down already, Invalid for one before the first or long past."""
    found = await queries.appointment(context, wish.appointment)
    earliest = max(found.from_on, context.today) - timedelta(days=1)
    if wish.until_on < earliest:
        raise Invalid("agency.ends_too_early", field="until_on", day=earliest)
    ended = await execute(
        "UPDATE agencies_appointment SET until_on = $2 WHERE id = $1 AND until_on IS NULL",
        found.id,
        wish.until_on,
    )
    if not ended:
        raise Conflict("agency.appointment_has_an_end", day=found.until_on)
    body = await queries.agency(context, found.agency_id)
    context.record("agency.appointment_ended", body.slug, role=found.role.value, until_on=wish.until_on)
    context.tell("agency.appointment_ended", body.slug, agency_id=str(body.id), role=found.role.value)
