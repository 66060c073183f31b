"""The law begins to count: a duty gets its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Call, Context, Together, Wish, action
from hearing_state.deadlines.calculator import reckon
from hearing_state.deadlines.calendars import calendar_in_force, hold_calendar
from hearing_state.deadlines.history import event_row, facts, payload
from hearing_state.deadlines.models import ClockRow, EventRow
from hearing_state.deadlines.statutory_clock import Received, Reckoning
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.errors import Invalid, Problem
from hearing_state.ids import new_id
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


async def open_all(calls: Sequence[Call[OpenClock]]) -> list[Opened | Problem]:
    """What many duties begin with: four statements, whether it is one or two hundred of them."""
    await hold_calendar()
    calendar = await calendar_in_force()
    begun = [_begun(call, calendar) for call in calls]
    sound = [each for each in begun if isinstance(each, _Begun)]
    await ClockRow.bulk_create([each.row for each in sound])
    await EventRow.bulk_create([each.event for each in sound])
    return [each.said() if isinstance(each, _Begun) else each for each in begun]


@action("deadline.open", entry="deadline.set", together=Together(open_all))
async def open_clock(context: Context, wish: OpenClock) -> Opened:
    (answer,) = await open_all([Call(context, wish)])
    if isinstance(answer, Problem):
        raise answer
    return answer


@dataclass(frozen=True)
class _Begun:
    """A clock that is to begin, with the first thing that happened to it."""

    context: Context
    row: ClockRow
    event: EventRow
    source: str

    def said(self) -> Opened:
        row = self.row
        if row.due_on is None:
            raise RuntimeError("a clock that has just begun does not stand still")
        self.context.record(
            "deadline.set", row.about, **facts(row, registered_on=row.registered_on, source=self.source)
        )
        self.context.tell("deadline.set", row.about, **payload(row))
        return Opened(clock=row.id, registered_on=row.registered_on, due_on=row.due_on, source=self.source)


def _begun(call: Call[OpenClock], calendar: WorkingCalendar) -> _Begun | Problem:
    context, wish = call.context, call.wish
    received = Received(wish.received_at, context.settings.working_day_ends, wish.is_event)
    try:
        reckoning = reckon(wish.rule, wish.received_at, calendar, received.day_ends, is_event=wish.is_event)
    except NoSuchRule as why:
        problem = Invalid("deadline.no_rule", field="rule")
        problem.__cause__ = why
        return problem
    row = _row(context, wish, reckoning)
    return _Begun(
        context, row, event_row(context, row, received, reckoning, wish.agency), reckoning.rule.source
    )


def _row(context: Context, wish: OpenClock, reckoning: Reckoning) -> ClockRow:
    return ClockRow(
        id=new_id(),
        rule_id=reckoning.rule.id,
        rule_from_on=reckoning.rule.from_on,
        about=wish.about,
        kind=wish.kind,
        agency_id=wish.agency,
        place_code=wish.place,
        is_public=wish.is_public,
        title=wish.title if wish.is_public else None,
        language=wish.language,
        registered_on=reckoning.registered_on,
        due_on=reckoning.due_on,
        settled_on=reckoning.term.settled_on,
        calendar_version=reckoning.calendar_version,
        events=1,
        created_at=context.now,
    )
