"""Words of personal reception, as every page says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hearing_state.deadlines.wording import month_name
from hearing_state.i18n import _l, ngettext
from meetings.receptions.booking import Form, Priority, State, Survey
from meetings.receptions.monthly import MONTHS_SHOWN

STATES: Mapping[State, object] = {
    State.REGISTERED: _l("waits for day and hour"),
    State.RETURNED: _l("something is missing"),
    State.APPOINTED: _l("day and hour are set"),
    State.HELD: _l("received, protocol signed"),
    State.HANDED_OVER: _l("protocol handed over"),
    State.MISSED: _l("the visitor did not come"),
    State.TERMINATED: _l("closed, not put right"),
    State.WITHDRAWN: _l("withdrawn"),
}
MARKS: Mapping[State, str | None] = {
    State.REGISTERED: "running",
    State.RETURNED: "paused",
    State.APPOINTED: "due_soon",
    State.HELD: "running",
    State.HANDED_OVER: "kept",
    State.MISSED: None,
    State.TERMINATED: None,
    State.WITHDRAWN: None,
}
PRIORITIES: Mapping[Priority, object] = {
    Priority.NONE: _l("None of these"),
    Priority.VETERAN: _l("Veteran, or equal to one"),
    Priority.DISABILITY: _l("Person with a disability"),
    Priority.PREGNANT: _l("Pregnant woman"),
    Priority.SMALL_CHILDREN: _l("With a small child"),
    Priority.PENSIONER: _l("Of pension age"),
}
FORMS: Mapping[Form, object] = {Form.IN_PERSON: _l("In person"), Form.VIDEO: _l("By video")}
SURVEYS: Mapping[Survey, object] = {
    Survey.NOT_ASKED: _l("not asked yet"),
    Survey.SATISFIED: _l("satisfied"),
    Survey.PARTLY: _l("partly satisfied"),
    Survey.NOT_SATISFIED: _l("not satisfied"),
    Survey.NOT_REACHED: _l("could not be reached"),
}
HAPPENED: Mapping[str, object] = {
    "booked": _l("Registered"),
    "returned": _l("Something is missing"),
    "cured": _l("Put right"),
    "redirected": _l("Sent on"),
    "extended": _l("The answer takes longer"),
    "appointed": _l("Day and hour are set"),
    "prepared": _l("The file is ready"),
    "postponed": _l("Moved to another hour"),
    "set_free": _l("The hours were cancelled"),
    "held": _l("Received, protocol signed"),
    "missed": _l("The visitor did not come"),
    "handed_over": _l("Protocol handed over"),
    "surveyed": _l("Asked by telephone"),
    "terminated": _l("Closed"),
    "withdrawn": _l("Withdrawn by the visitor"),
}
DONE: Mapping[str, object] = {
    "plan": _l("The hours are laid down. Nobody outside sees them before you publish the quarter."),
    "publish": _l("The quarter's schedule is published."),
    "cancel": _l("The hours are cancelled; whoever had a place there is told."),
    "return": _l("The visitor is told what is missing."),
    "redirect": _l("The request was sent on."),
    "extend": _l("The term is extended, and the visitor is told."),
    "appoint": _l("The visitor is told day and hour."),
    "prepare": _l("Written down: the file is ready."),
    "postpone": _l("The visitor is told the new hour."),
    "hold": _l("The protocol is signed. Hand it over within three working days."),
    "hand_over": _l("The protocol is handed over."),
    "miss": _l("Written down: the visitor did not come."),
    "terminate": _l("The request is closed."),
    "survey": _l("Written down."),
    "cure": _l("What was missing is added."),
    "withdraw": _l("The request is withdrawn."),
}


def month_names(months: Sequence[date]) -> str:
    """Months one after the other, the newest first; of many years the newest twelve."""
    shown = ", ".join(month_name(each) for each in months[:MONTHS_SHOWN])
    more = len(months) - MONTHS_SHOWN
    return f"{shown} {ngettext('and %(num)s more', 'and %(num)s more', more)}" if more > 0 else shown


def percent(share: float | None) -> str:
    """Whole percents, rounded down: never 100 while a month is missing."""
    return "–" if share is None else f"{int(share * 100)}\u00a0%"
