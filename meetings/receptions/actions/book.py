"""Somebody asks to be received: registered the same day, answered with day and hour within fifteen working days (APPC 90)."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.deadlines.actions.open_clock import OpenClock, open_clock
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.people import queries as people
from hearing_state.permissions import Role
from meetings.receptions import held, queries
from meetings.receptions.booking import BOOKING_LETTER, ESSENCE_MAX, ESSENCE_MIN, Form, Hours, Priority, State
from meetings.receptions.models import BookingRow


class Book(Wish):
    """``reception``: the hours that are wished for. ``person``: for whom a service centre's operator books. ``is_recording_known``:
    the law has every reception recorded.
    """

    reception: str = Field(max_length=20)
    essence: str = Field(min_length=ESSENCE_MIN, max_length=ESSENCE_MAX)
    language: Literal["kk", "ru", "en"] = "kk"
    priority: Priority = Priority.NONE
    form: Form = Form.IN_PERSON
    is_recording_known: bool = False
    person: UUID | None = None


class Booked(BaseModel):
    """What stands on the slip."""

    model_config = ConfigDict(frozen=True)

    ref: str
    registered_on: date
    due_on: date


@action("reception.book", entry="reception.booked")
async def book(context: Context, wish: Book) -> Booked:
    visitor = await _visitor(context, wish)
    hours = await queries.hours(context, wish.reception)
    _refuse_what_cannot_be(context, wish, hours)
    await held.refuse_a_final_list(context, hours.starts_at)
    ref = await held.next_reference(context, BOOKING_LETTER)
    opened = await by_law(
        context,
        open_clock,
        OpenClock(
            rule="reception.answer",
            about=ref,
            received_at=context.now,
            agency=hours.agency_id,
            is_public=False,
            language=wish.language,
        ),
    )
    row = BookingRow(
        id=new_id(),
        ref=ref,
        agency_id=hours.agency_id,
        person_id=visitor,
        wanted_id=hours.id,
        essence=wish.essence,
        language=wish.language,
        priority=wish.priority.value,
        form=wish.form.value,
        channel="desk" if wish.person else "web",
        state=State.REGISTERED.value,
        registered_at=context.now,
        registered_on=opened.registered_on,
        clock_id=opened.clock,
    )
    await held.redirect_term(context, row)
    await row.save()
    await held.happened(context, row, "booked", due_on=opened.due_on)
    return Booked(ref=ref, registered_on=opened.registered_on, due_on=opened.due_on)


def _refuse_what_cannot_be(context: Context, wish: Book, hours: Hours) -> None:
    if hours.cancelled_at is not None:
        raise Conflict("reception.is_cancelled")
    if hours.ends_at <= context.now:
        raise Conflict("reception.in_the_past")
    if not wish.is_recording_known:
        raise Invalid("reception.consent_needed", field="is_recording_known")
    if wish.form is Form.VIDEO and not hours.has_video:
        raise Invalid("reception.no_video", field="form")


async def _visitor(context: Context, wish: Book) -> UUID:
    """Residents book for themselves, operators for the visitor whom they have just written down."""
    if wish.person is not None and Role.OPERATOR in context.actor.roles:
        if not await people.has_come(context, wish.person):
            raise NotFound("people.not_found")
        return wish.person
    if context.actor.person_id is None or Role.RESIDENT not in context.actor.roles:
        raise Invalid("reception.person_needed", field="person")
    return context.actor.person_id
