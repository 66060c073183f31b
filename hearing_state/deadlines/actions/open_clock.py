"""The law begins to count: a duty gets its last day."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.calculator import reckon
from hearing_state.deadlines.calendars import calendar_in_force, hold_calendar
from hearing_state.deadlines.history import facts, payload, write
from hearing_state.deadlines.models import ClockRow
from hearing_state.deadlines.statutory_clock import Received
from hearing_state.errors import Invalid
from hearing_state.rulebook import NoSuchRule


class OpenClock(Wish):
    """``about`` is the public reference of what is owed. A ``step`` is an inner step of an office (a
    redirect, a notice): it has its clock, but not on the board. Of a private matter no title is kept.
    ``is_event``: the law counts from the day of an event itself, not from the registration of a paper.
    """

    rule: str = Field(max_length=80)
    about: str = Field(max_length=120)
    received_at: AwareDatetime
    agency: UUID | None = None
    place: str | None = Field(None, pattern=r"^\d{9}$")
    kind: Literal["duty", "step"] = "duty"
    is_public: bool = True
    title: str | None = None
    language: str | None = Field(None, max_length=2)
    is_event: bool = False


class Opened(BaseModel):
    """The clock, and what goes on the slip."""

    model_config = ConfigDict(frozen=True)

    clock: UUID
    registered_on: date
    due_on: date
    source: str


@action("deadline.open", entry="deadline.set")
async def open_clock(context: Context, wish: OpenClock) -> Opened:
    await hold_calendar()
    received = Received(wish.received_at, context.settings.working_day_ends, wish.is_event)
    try:
        calendar = await calendar_in_force()
        reckoning = reckon(wish.rule, wish.received_at, calendar, received.day_ends, is_event=wish.is_event)
    except NoSuchRule as why:
        raise Invalid("deadline.no_rule", field="rule") from why
    rule = reckoning.rule
    row = ClockRow(
        rule_id=rule.id,
        rule_from_on=rule.from_on,
        about=wish.about,
        kind=wish.kind,
        agency_id=wish.agency,
        place_code=wish.place,
        is_public=wish.is_public,
        title=wish.title if wish.is_public else None,
        language=wish.language,
        registered_on=reckoning.registered_on,
        due_on=reckoning.due_on,
        calendar_version=reckoning.calendar_version,
        events=0,
        created_at=context.now,
    )
    await row.save()
    await write(context, row, received, reckoning)
    context.record(
        "deadline.set", wish.about, **facts(row, registered_on=row.registered_on, source=rule.source)
    )
    context.tell("deadline.set", wish.about, **payload(row))
    if row.due_on is None:
        raise RuntimeError("a clock that has just begun does not stand still")
    return Opened(clock=row.id, registered_on=row.registered_on, due_on=row.due_on, source=rule.source)
