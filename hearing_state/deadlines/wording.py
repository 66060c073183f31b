"""The reasons of a reckoning as sentences, in the reader's language."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from hearing_state.deadlines.statutory_clock import Counted, CountedDay
from hearing_state.deadlines.working_calendar import Day, Why
from hearing_state.i18n import N_, day, gettext, local_name, locale, ngettext, weekday
from hearing_state.rulebook import Certainty, Rule

_COUNTED = {
    Counted.AFTER_HOURS: N_("received after the end of the working day"),
    Counted.REGISTERED: N_("day of registration; counting begins the next day"),
    Counted.CALENDAR: N_("calendar day"),
    Counted.PAUSED: N_("the clock stood still"),
    Counted.EXTENDED: N_("day of the extension"),
    Counted.CARRIED: N_("the last day was a day off, so the term ends on this working day"),
}

_CERTAINTY = {
    "Q": N_("official text read"),
    "N": N_("from the news"),
    "C": N_("from public code or calendars"),
    "M": N_("computed or assumed, not confirmed"),
}


def why_counted(counted: CountedDay) -> str:
    """Why the day was counted or skipped."""
    if counted.why in _COUNTED:
        return gettext(_COUNTED[Counted(counted.why)])
    return why_day(counted.day)


_NAMED = {
    Why.HOLIDAY: N_("public holiday: %(name)s"),
    Why.DAY_OFF: N_("day off: %(name)s"),
    Why.MOVED: N_("day off after a holiday on a weekend: %(name)s"),
}
_EXCHANGED = {
    Why.WORKED: N_("works by decree in exchange for %(day)s"),
    Why.TRANSFERRED: N_("day off by decree in exchange for %(day)s"),
}
_DECREED = {Why.WORKED: N_("works by decree"), Why.TRANSFERRED: N_("day off by decree")}


def why_day(one: Day) -> str:
    """Why the day works or is off."""
    if one.why in _NAMED:
        return gettext(_NAMED[one.why], name=local_name(one))
    if one.why in _EXCHANGED and one.other is not None:
        return gettext(_EXCHANGED[one.why], day=day(one.other))
    if one.why in _DECREED:
        return local_name(one) or gettext(_DECREED[one.why])
    return weekday(one.on) if one.why is Why.WEEKEND else gettext("working day")


def length(rule: Rule) -> str:
    """The length of a term in words: 15 working days."""
    amount = rule.amount
    if rule.count == "months":
        return ngettext("%(num)d month", "%(num)d months", amount)
    if rule.count == "calendar":
        return ngettext("%(num)d calendar day", "%(num)d calendar days", amount)
    return ngettext("%(num)d working day", "%(num)d working days", amount)


_MONTHS = {"kk": "y 'ж'. LLLL", "ru": "LLLL y 'г'.", "en": "LLLL y"}


def month_name(first: date) -> str:
    """A month in words: 2026 ж. қыркүйек, сентябрь 2026 г., September 2026."""
    return format_date(first, _MONTHS[locale()], locale=locale())


def certainty(mark: Certainty) -> str:
    """How sure the house is of a number of law."""
    return gettext(_CERTAINTY[mark])
