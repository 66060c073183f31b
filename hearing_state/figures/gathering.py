"""The facts of a body in a month, read from the histories in a constant number of statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import day_of
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.past import Past, pasts
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.figures.bounds import bounds
from hearing_state.figures.judging import Judged, Look, judged
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Fact, What
from hearing_state.questions.tallies import Known, Tally, known_about, tallies

QUESTIONS = "Q"
_KINDS = {
    "redirected": What.REDIRECT,
    "extended": What.EXTENSION,
    "marked_unanswered": What.UNANSWERED,
    "followed_up": What.REOPENED,
    "rated": What.RATING,
}


def look_at(month: Month, today: date, recounts_until: date | None = None) -> Look:
    """A closed month is seen as it stood at its end, the running one as it stands now."""
    if month.is_closed_on(today):
        return Look(month.last_on, month.last_on, recounts_until or month.last_on)
    return Look(today, today - timedelta(days=1), today)


async def gathered(context: Context, agency: UUID, month: Month, look: Look) -> list[Fact]:
    """What a body's figures of that month are made of."""
    found = await pasts(context, agency, month.first_on, month.last_on, QUESTIONS)
    known = await known_about(context, [each.about for each in found])
    calendar = await calendar_in_force()
    duties = list(_duties(found, known, agency, month, look, calendar))
    happened = await tallies(context, agency, month.begins_at, month.ends_at)
    return duties + list(_happened(happened, calendar))


def _duties(
    found: Sequence[Past],
    known: Mapping[str, Known],
    agency: UUID,
    month: Month,
    look: Look,
    calendar: WorkingCalendar,
) -> Iterator[Fact]:
    for past in found:
        verdict = judged(past.moments, look)
        if verdict is None or verdict.agency_id != agency or Month.of(verdict.due_on) != month:
            continue
        yield _duty(past, verdict, known[past.about], look, calendar)


def _duty(past: Past, verdict: Judged, known: Known, look: Look, calendar: WorkingCalendar) -> Fact:
    until = verdict.answered_on or look.seen_until
    return Fact(
        What.DUTY,
        past.about,
        known.topic,
        known.place,
        known.is_private,
        from_on=past.registered_on,
        due_on=verdict.due_on,
        until_on=verdict.answered_on,
        days=calendar.working_days_between(past.registered_on, until),
        is_kept=verdict.is_kept,
    )


def _happened(found: Sequence[Tally], calendar: WorkingCalendar) -> Iterator[Fact]:
    """A point that is marked and then asked about again is one unanswered point."""
    marked: set[tuple[str, int]] = set()
    for each in found:
        what = _KINDS[each.kind]
        new = {(each.ref, number) for number in each.numbers} - marked
        marked |= new
        if what is not What.UNANSWERED:
            yield _thing(each, what, calendar)
        if new:
            yield replace(_thing(each, What.UNANSWERED, calendar), amount=len(new))


def _thing(tally: Tally, what: What, calendar: WorkingCalendar) -> Fact:
    on, known = day_of(tally.happened_at), tally.known
    since = day_of(tally.received_at or tally.happened_at) if what is What.REDIRECT else None
    held = calendar.working_days_between(since, on) if since else 0
    return Fact(
        what,
        tally.ref,
        known.topic,
        known.place,
        known.is_private,
        from_on=since,
        until_on=on,
        days=held,
        is_kept=held <= bounds().redirect_working_days,
        amount=tally.stars if what is What.RATING else 0,
    )
