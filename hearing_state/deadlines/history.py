"""A clock held for a change: its history is folded, one event is added, and all of it is folded anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.deadlines.admission import admit
from hearing_state.deadlines.calendars import calendar_in_force, hold_calendar
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.models import ClockRow, EventRow
from hearing_state.deadlines.recorded import event_of, facts_of, kind_of
from hearing_state.deadlines.statutory_clock import Event, Reckoning, fold
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.errors import NotFound
from hearing_state.ids import new_id
from hearing_state.rulebook import Rule


@dataclass(frozen=True)
class Held:
    """A clock whose row is locked until the transaction ends."""

    row: ClockRow
    events: tuple[Event, ...]
    calendar: WorkingCalendar

    @property
    def rule(self) -> Rule:
        return rule_of(self.row)

    @property
    def reckoning(self) -> Reckoning:
        return fold(self.rule, self.events, self.calendar)


def rule_of(row: ClockRow) -> Rule:
    """The version that the case began under stays with it."""
    return RULES.version(row.rule_id, row.rule_from_on)


async def hold(clock_id: UUID) -> Held:
    """Lock a clock for a change. Raises NotFound."""
    await hold_calendar()
    row = await ClockRow.select_for_update().get_or_none(id=clock_id)
    if row is None:
        raise NotFound("deadline.not_found")
    return Held(row, (await events_of([clock_id]))[clock_id], await calendar_in_force())


async def events_of(clock_ids: Iterable[UUID]) -> dict[UUID, tuple[Event, ...]]:
    found: dict[UUID, list[Event]] = {}
    for row in await EventRow.filter(clock_id__in=list(clock_ids)).order_by("clock_id", "number"):
        found.setdefault(row.clock_id, []).append(event_of(row.kind, row.facts))
    return {clock_id: tuple(events) for clock_id, events in found.items()}


async def add(context: Context, held: Held, event: Event, **changes: Any) -> Reckoning:
    """Admit the event, fold the whole history with it, write both. ``changes`` are further columns of the
    clock.
    """
    admit(event, held.reckoning)
    reckoning = fold(held.rule, (*held.events, event), held.calendar)
    await write(context, held.row, event, reckoning, **changes)
    return reckoning


async def write(context: Context, row: ClockRow, event: Event, reckoning: Reckoning, **changes: Any) -> None:
    row.events += 1
    await event_row(context, row, event, reckoning, changes.get("agency_id", row.agency_id)).save()
    row.update_from_dict(
        {
            "registered_on": reckoning.registered_on,
            "due_on": reckoning.due_on,
            "settled_on": reckoning.term.settled_on,
            "outcome": reckoning.term.outcome and reckoning.term.outcome.value,
            "calendar_version": reckoning.calendar_version,
            **changes,
        }
    )
    await row.save()


def event_row(
    context: Context, row: ClockRow, event: Event, reckoning: Reckoning, agency_id: UUID | None
) -> EventRow:
    """The clock's latest event, not yet written; ``agency_id``: who owes the duty after it."""
    return EventRow(
        id=new_id(),
        clock_id=row.id,
        number=row.events,
        kind=kind_of(event),
        facts=facts_of(event),
        due_on=reckoning.due_on,
        agency_id=agency_id,
        created_at=context.now,
    )


def facts(row: ClockRow, **more: object) -> dict[str, Any]:
    """What the public log says of a clock: the rule with its version, the calendar, the days. Nothing
    personal.
    """
    return {
        "clock": row.id,
        "rule": row.rule_id,
        "rule_from_on": row.rule_from_on,
        "calendar": row.calendar_version,
        "due_on": row.due_on,
        **more,
    }


def payload(row: ClockRow, **more: object) -> dict[str, Any]:
    """What listeners are told."""
    return {**facts(row), "agency": row.agency_id, "place": row.place_code, "kind": row.kind, **more}
