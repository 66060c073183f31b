"""What happened to a clock, as lines of a timeline in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from hearing_state.deadlines.explanation import Happening
from hearing_state.deadlines.statutory_clock import (
    Event,
    Extended,
    HandedOver,
    Outcome,
    Paused,
    Received,
    Recounted,
    Redirected,
    Resumed,
    Settled,
    Split,
)
from hearing_state.i18n import N_, day, gettext, ngettext

_TITLES: dict[type, str] = {
    Received: N_("It arrived"),
    Redirected: N_("Arrived at the competent body: the term begins anew"),
    Paused: N_("Returned to be put right: the clock stands still"),
    Resumed: N_("Put right: the clock runs again"),
    HandedOver: N_("Another body took over; no day changes"),
    Recounted: N_("The working calendar changed, and the term was counted anew"),
}
_OUTCOMES = {
    Outcome.ANSWERED: N_("An answer was given"),
    Outcome.NOTED: N_("It was taken note of"),
    Outcome.TERMINATED: N_("The procedure was terminated"),
    Outcome.REFUSED: N_("Refused with reasons"),
    Outcome.RETURNED: N_("Returned for good"),
    Outcome.WITHDRAWN: N_("Withdrawn by the asker"),
    Outcome.DONE: N_("The duty was done"),
}


@dataclass(frozen=True)
class TimelineEntry:
    """What the timeline on a page needs."""

    title: str
    at: datetime | None
    on: date | None
    text: str
    state: str = "done"


def timeline(happenings: Iterable[Happening]) -> list[TimelineEntry]:
    """One entry an event, each with the last day that it left behind where that changed."""
    entries: list[TimelineEntry] = []
    before: date | None = None
    for each in happenings:
        moved = each.due_on if each.due_on != before else None
        before = each.due_on
        entries.append(_entry(each.event, moved))
    return entries


def _entry(event: Event, moved: date | None) -> TimelineEntry:
    parts = [getattr(event, "reason", "")]
    if moved is not None:
        parts.append(gettext("Last day by law: %(day)s", day=day(moved)))
    at = event.at if isinstance(event, Received | Redirected) else None
    return TimelineEntry(_title(event), at, None if at else _on(event), " ".join(filter(None, parts)))


def _on(event: Event) -> date | None:
    return event.decided_on if isinstance(event, Extended) else getattr(event, "on", None)


def _title(event: Event) -> str:
    match event:
        case Extended(until_on=date() as until_on):
            return gettext("Extended, to %(day)s at the latest", day=day(until_on))
        case Extended(days=int() as days):
            return ngettext("Extended by %(num)d calendar day", "Extended by %(num)d calendar days", days)
        case Settled(outcome=outcome):
            return gettext(_OUTCOMES[outcome])
        case Split(into=into):
            return gettext("A part went to another body: %(reference)s", reference=into)
        case _:
            return gettext(_TITLES[type(event)])
