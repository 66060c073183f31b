"""A duty judged at the end of its last day: kept or not, by the body that owed it then.

What is recorded later changes nothing of that: neither an answer, nor a withdrawal, nor another body that takes over, nor a longer
term. Only where the working calendar itself is put right by decree does the last day become another one, and a month that is closed
learns of it by a new version alone (``recounts_until``). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from hearing_state.clock import day_of
from hearing_state.deadlines.past import Moment
from hearing_state.deadlines.statutory_clock import Outcome

_ENDLESS = date.max


@dataclass(frozen=True, slots=True)
class Look:
    """The day on which one looks. ``seen_until``: what was recorded up to the end of that day counts; ``passed_until``: last days up
    to this one have passed.
    """

    seen_until: date
    passed_until: date
    recounts_until: date


@dataclass(frozen=True, slots=True)
class Judged:
    """``answered_on`` is empty while nothing was settled, and where the asker took it back after silence."""

    agency_id: UUID | None
    due_on: date
    is_kept: bool
    answered_on: date | None


def judged(moments: Sequence[Moment], look: Look) -> Judged | None:
    """None: not to be judged yet, or taken back before its last day had passed."""
    known = _known(moments, look)
    for place, moment in enumerate(known):
        ends_on = day_of(known[place + 1].at) if place + 1 < len(known) else _ENDLESS
        if moment.settled_on is not None:
            return _settled(moment)
        if moment.due_on is not None and moment.due_on < ends_on and moment.due_on <= look.passed_until:
            return Judged(moment.agency_id, moment.due_on, False, _answered_on(known))
    return None


def _known(moments: Iterable[Moment], look: Look) -> list[Moment]:
    """What was recorded by then. A recount puts right the last day of the stretch that it fell into, from its beginning."""
    known: list[Moment] = []
    for moment in moments:
        day = day_of(moment.at)
        if moment.is_recount and day <= look.recounts_until and known and known[-1].due_on is not None:
            known[-1] = replace(known[-1], due_on=moment.due_on)
        elif day <= look.seen_until:
            known.append(moment)
    return known


def _settled(moment: Moment) -> Judged | None:
    if moment.outcome == Outcome.WITHDRAWN or moment.due_on is None:
        return None
    is_kept = moment.settled_on is not None and moment.settled_on <= moment.due_on
    return Judged(moment.agency_id, moment.due_on, is_kept, moment.settled_on)


def _answered_on(known: Sequence[Moment]) -> date | None:
    last = known[-1]
    return None if last.outcome == Outcome.WITHDRAWN else last.settled_on
