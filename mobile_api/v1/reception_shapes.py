"""Personal reception as the API takes and gives it. A request is given to its visitor alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

from pydantic import Field

from hearing_state.actions import Wish
from hearing_state.agencies.agency import Agency
from meetings.receptions import wording
from meetings.receptions.actions import book
from meetings.receptions.booking import ESSENCE_MAX, ESSENCE_MIN, LIFECYCLE, Form, Hours, Priority
from meetings.receptions.preparing import Terms
from meetings.receptions.request import Case, Happened
from mobile_api.v1.meeting_shapes import Texts
from mobile_api.v1.question_shapes import Language
from mobile_api.v1.shapes import Body, Names, Shape, Standing


class ReceptionRequest(Wish):
    """`essence`: what one wants to speak about; only the office reads it."""

    essence: str = Field(min_length=ESSENCE_MIN, max_length=ESSENCE_MAX)
    language: Language = "kk"
    priority: Priority = Field(
        Priority.NONE, description="Who is received first by law; a document is asked for"
    )
    form: Form = Form.IN_PERSON
    is_recording_known: bool = Field(False, description="A reception is recorded by law; needed")


class MissingPart(Wish):
    text: str = Field(min_length=10, max_length=ESSENCE_MAX)


class ReceptionHours(Shape):
    """Hours of one head or deputy on one day."""

    ref: str
    body: Body
    holder: str
    post: Names
    starts_at: datetime
    ends_at: datetime
    slot_minutes: int
    room: Texts
    has_video: bool
    free: int
    cancelled_at: datetime | None
    reason: str = Field(description="Why these hours do not take place")
    list_closes_on: date | None = Field(
        description="The last day on which one can ask for these hours, or be moved; afterwards places stand. `null`: not known yet"
    )

    @classmethod
    def of(cls, hours: Hours, body: Agency, terms: Terms | None) -> Self:
        same = ("ref", "starts_at", "ends_at", "slot_minutes", "has_video", "free", "cancelled_at", "reason")
        return cls(
            **{name: getattr(hours, name) for name in same},
            body=Body.of(body),
            holder=hours.holder_name,
            post=Names.of(hours),
            room=Texts.of(hours.room_kk, hours.room_ru),
            list_closes_on=terms.list_final_on if terms else None,
        )


class ReceptionShown(Shape):
    reception: ReceptionHours
    free_slots: list[datetime] = Field(
        description="The office gives day and hour; if none is free, other hours"
    )

    @classmethod
    def of(cls, hours: Hours, body: Agency, terms: Terms | None, free: Sequence[datetime]) -> Self:
        return cls(reception=ReceptionHours.of(hours, body, terms), free_slots=list(free))


class ReceptionSlip(Shape):
    """`due_on`: by this day the office tells day and hour."""

    ref: str
    registered_on: date
    due_on: date

    @classmethod
    def of(cls, booked: book.Booked) -> Self:
        return cls(ref=booked.ref, registered_on=booked.registered_on, due_on=booked.due_on)


class MyBooking(Shape):
    """One's own request to be received."""

    ref: str
    body: Body
    state: str = Field(
        description="`registered`, `returned`, `appointed`, `held`, `handed_over`, `missed`, `terminated` or `withdrawn`"
    )
    state_name: str
    form: str
    priority: str
    essence: str
    registered_on: date
    standing: Standing | None
    slot_at: datetime | None
    reception: ReceptionHours | None = Field(description="The hours that were wished for, or given")

    @classmethod
    def of(cls, case: Case) -> Self:
        booking = case.booking
        return cls(
            ref=booking.ref,
            body=Body.of(case.agency),
            state=booking.state.value,
            state_name=str(wording.STATES[booking.state]),
            form=booking.form.value,
            priority=booking.priority.value,
            essence=booking.essence,
            registered_on=booking.registered_on,
            standing=Standing.of(case.standing) if case.standing else None,
            slot_at=booking.slot_at,
            reception=ReceptionHours.of(case.hours, case.agency, case.terms) if case.hours else None,
        )


class BookingEvent(Shape):
    kind: str
    title: str
    happened_at: datetime
    reason: str

    @classmethod
    def of(cls, happened: Happened) -> Self:
        return cls(
            kind=happened.kind,
            title=str(wording.HAPPENED[happened.kind]),
            happened_at=happened.happened_at,
            reason=happened.reason,
        )


class MyBookingShown(Shape):
    """With what the office decided, what happened so far, and what one can do."""

    booking: MyBooking
    decision: str
    instruction: str
    instruction_until_on: date | None
    signed_on: date | None
    cure_until_on: date | None = Field(description="Until then one can add what is missing")
    may_cure: bool
    may_withdraw: bool
    happened: list[BookingEvent] = Field(description="The oldest first")

    @classmethod
    def of(cls, case: Case) -> Self:
        booking = case.booking
        same = ("decision", "instruction", "instruction_until_on", "signed_on", "cure_until_on")
        return cls(
            **{name: getattr(booking, name) for name in same},
            booking=MyBooking.of(case),
            may_cure=LIFECYCLE.allows(booking.state, "cure"),
            may_withdraw=LIFECYCLE.allows(booking.state, "withdraw"),
            happened=[BookingEvent.of(each) for each in case.past],
        )
