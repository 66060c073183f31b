"""Which event may come next in a clock's history. Refusals are words; see ``words.py``."""

from __future__ import annotations

from datetime import date

from hearing_state.clock import day_of
from hearing_state.deadlines.statutory_clock import (
    Event,
    Extended,
    HandedOver,
    Paused,
    Received,
    Reckoning,
    Recounted,
    Redirected,
    Resumed,
    add_months,
)
from hearing_state.errors import Conflict, Invalid


def day_of_event(event: Event) -> date:
    match event:
        case Received(at=at) | Redirected(at=at):
            return day_of(at)
        case Extended(decided_on=on):
            return on
        case _:
            return event.on


def admit(event: Event, so_far: Reckoning) -> None:
    """Raises Conflict or Invalid if this may not happen now to the clock with that reckoning."""
    if isinstance(event, HandedOver | Recounted):
        return
    if so_far.term.settled_on is not None:
        raise Conflict("deadline.settled", settled_on=so_far.term.settled_on)
    if day_of_event(event) < day_of(so_far.term.received_at):
        raise Invalid("deadline.before_receipt", received_on=day_of(so_far.term.received_at))
    match event:
        case Extended():
            _admit_extension(event, so_far)
        case Paused(on=on):
            _admit_pause(on, so_far)
        case Resumed(on=on):
            _admit_resumption(on, so_far)
        case Received():
            raise Conflict("deadline.received_already")
        case _:
            return


def _must_run(so_far: Reckoning, on: date) -> date:
    """A clock that stands or has run out can neither be stopped nor prolonged: lateness is not hidden
    afterwards.
    """
    if so_far.due_on is None:
        raise Conflict("deadline.paused", paused_on=so_far.term.paused_on)
    if on > so_far.due_on:
        raise Conflict("deadline.over", due_on=so_far.due_on)
    return so_far.due_on


def _admit_pause(on: date, so_far: Reckoning) -> None:
    _must_run(so_far, on)
    resumed = [end for _start, end in so_far.term.pauses if end is not None]
    if resumed and on < resumed[-1]:
        raise Invalid("deadline.out_of_order", field="on", last_on=resumed[-1])


def _admit_resumption(on: date, so_far: Reckoning) -> None:
    paused_on = so_far.term.paused_on
    if paused_on is None:
        raise Conflict("deadline.not_paused")
    if on < paused_on:
        raise Invalid("deadline.out_of_order", field="on", last_on=paused_on)


def _admit_extension(event: Extended, so_far: Reckoning) -> None:
    extension = so_far.rule.extension
    if extension is None:
        raise Conflict("deadline.no_extension", source=so_far.rule.source)
    due_on = _must_run(so_far, event.decided_on)
    if so_far.term.extensions >= extension.times:
        raise Conflict("deadline.extended_already", source=f"{so_far.rule.law.short_en} {extension.article}")
    if not event.reason.strip():
        raise Invalid("deadline.reason_missing", field="reason")
    if extension.days is not None:
        _admit_days(event.days, extension.days)
    else:
        _admit_until(event, due_on, longest_extension(so_far, event.decided_on))


def _admit_days(days: int | None, longest: int) -> None:
    if days is None or not 1 <= days <= longest:
        raise Invalid("deadline.extension_too_long_days", field="days", longest=longest)


def _admit_until(event: Extended, due_on: date, longest: date) -> None:
    if event.until_on is None or event.until_on <= due_on:
        raise Invalid("deadline.extension_shortens", field="until_on", due_on=due_on)
    if event.until_on > longest:
        raise Invalid("deadline.extension_too_long", field="until_on", longest_on=longest)


def longest_extension(so_far: Reckoning, decided_on: date) -> date:
    """The last day that an extension decided then may reach: calendar months from the decision (APPC
    76(3)).
    """
    extension = so_far.rule.extension
    if extension is None or extension.months is None:
        raise Conflict("deadline.no_extension", source=so_far.rule.source)
    return add_months(decided_on, extension.months)
