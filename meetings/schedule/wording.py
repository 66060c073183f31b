"""Words of a meeting as every page, feed and notice says them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from babel.dates import format_date

from hearing_state.clock import day_of
from hearing_state.i18n import (
    _l,
    clock_time,
    gettext,
    local_name,
    locale,
    ngettext,
    pgettext,
    short_day,
    weekday,
)
from hearing_state.i18n import day as whole_day
from hearing_state.territories.place import Place
from meetings.schedule.lines import Line, Named
from meetings.schedule.meeting import ChangeKind, Kind, Meeting, Mode, State

STATES: Mapping[State, object] = {
    State.PLANNED: _l("planned"),
    State.ANNOUNCED: _l("announced"),
    State.LIVE: _l("going on"),
    State.HELD: _l("held"),
    State.RECORDED: _l("results published"),
    State.CANCELLED: _l("cancelled"),
}
STATE_MARKS: Mapping[State, str | None] = {
    State.PLANNED: None,
    State.ANNOUNCED: "running",
    State.LIVE: "due_soon",
    State.HELD: "kept",
    State.RECORDED: "kept",
    State.CANCELLED: "overdue",
}
MODES: Mapping[Mode, object] = {
    Mode.ONLINE: _l("online"),
    Mode.HALL: _l("in a hall"),
    Mode.HYBRID: _l("in a hall and online"),
}
KINDS: Mapping[Kind, object] = {
    Kind.PLANNED: _l("from the year's calendar"),
    Kind.EXTRA: _l("out of calendar"),
    Kind.TENSION: _l("owed at social tension"),
}
CHANGES: Mapping[ChangeKind, object] = {
    ChangeKind.PLANNED: _l("Was put into the calendar"),
    ChangeKind.ANNOUNCED: _l("Announced"),
    ChangeKind.CHANGED: _l("Details changed"),
    ChangeKind.MOVED: _l("Moved"),
    ChangeKind.CANCELLED: _l("Cancelled"),
    ChangeKind.STARTED: _l("Opened"),
    ChangeKind.HELD: _l("Was held"),
    ChangeKind.RECORDED: _l("Results published"),
}
_WEEK = tuple(date(2026, 11, 23 + number) for number in range(7))
"""Seven days, Monday first; any week would do."""
_MINUTES_OF_AN_HOUR = 60


def state_options() -> list[tuple[str, str]]:
    """The lists by state, as chips; the first is shown unless another is asked for."""
    return [
        ("ahead", gettext("Ahead")),
        ("held", gettext("Held")),
        ("cancelled", pgettext("meetings", "Cancelled")),
        ("unconfirmed", gettext("Past, not written down as held")),
        ("all", gettext("All")),
    ]


def mode_options() -> list[tuple[str, str]]:
    return [("online", gettext("I can take part online")), ("hall", gettext("I can come to a hall"))]


def language_name(code: str) -> str:
    """As the reader calls it, not as it calls itself."""
    named = {
        "kk": pgettext("language", "Kazakh"),
        "ru": pgettext("language", "Russian"),
        "en": pgettext("language", "English"),
    }
    return named.get(code, code)


def language_options() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in ("kk", "ru", "en")]


def languages(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def week_days() -> Sequence[tuple[str, str]]:
    """Short and whole names of the days of the week, Monday first."""
    return _week_days(locale())


@functools.cache
def _week_days(language: str) -> Sequence[tuple[str, str]]:
    short = "EEEEEE" if language == "en" else "EEE"
    return tuple((format_date(each, short, locale=language), weekday(each)) for each in _WEEK)


def near_day(value: date, today: date) -> str:
    """A day with its weekday; the year is said where it is another one."""
    said = short_day(value) if value.year == today.year else whole_day(value)
    return f"{said}, {weekday(value)}"


def near_moment(value: datetime, today: date) -> str:
    return f"{near_day(day_of(value), today)}, {clock_time(value)}"


def hours(meeting: Meeting) -> str:
    """18:00–19:30."""
    return f"{clock_time(meeting.starts_at)}–{clock_time(meeting.ends_at)}"


def lasting(minutes: int) -> str:
    """An hour and a half in figures: 1 h 30 min."""
    whole, rest = divmod(minutes, _MINUTES_OF_AN_HOUR)
    if not whole:
        return gettext("%(minutes)s min", minutes=rest)
    if not rest:
        return gettext("%(hours)s h", hours=whole)
    return gettext("%(hours)s h %(minutes)s min", hours=whole, minutes=rest)


def place_name(place: Place | Named | None) -> str:
    return local_name(place) if place else gettext("the whole country")


def place_of(line: Line) -> str:
    return place_name(line.place)


def title_language() -> str:
    """Titles are written in the two languages of the country; English readers get the first."""
    return "ru" if locale() == "ru" else "kk"


def address(meeting: Meeting) -> str:
    """Of the hall, in the reader's language; English readers get the first."""
    return meeting.address_ru if locale() == "ru" else meeting.address_kk


def how_to_join(meeting: Meeting) -> str:
    return meeting.join_ru if locale() == "ru" else meeting.join_kk


def post(meeting: Meeting) -> str:
    """Of whoever meets the people."""
    if meeting.host_is_deputy:
        return gettext("deputy")
    named = {"kk": meeting.host_post_kk, "ru": meeting.host_post_ru, "en": meeting.host_post_en}
    return named[locale()] or meeting.host_post_kk


def host(line: Line) -> str:
    """Post and name; the office alone where nobody is named yet."""
    name, held = line.meeting.host_name, post(line.meeting)
    if line.meeting.host_is_deputy and name:
        return f"{name}, {held}"
    return " ".join(filter(None, (held, name))) or local_name(line.agency)


_MONTHS = {"kk": "y 'ж'. MMMM", "ru": "LLLL y", "en": "LLLL y"}


def month_name(first: date) -> str:
    """A month in words: 2026 ж. қараша, ноябрь 2026, November 2026."""
    return format_date(first, _MONTHS[locale()], locale=locale())


def near_month(first: date, shown: date) -> str:
    """Another month beside the one that is shown: the year is said where it is another one."""
    if first.year != shown.year:
        return month_name(first)
    return format_date(first, "MMMM" if locale() == "kk" else "LLLL", locale=locale())


def state_name(meeting: Meeting, now: datetime) -> str:
    """How it stands now: a meeting whose hour is over is not ahead any more, whatever is written down."""
    if meeting.is_unconfirmed(now):
        return gettext("past, not written down as held")
    return str(STATES[meeting.state])


def state_mark(meeting: Meeting, now: datetime) -> str | None:
    return "overdue" if meeting.is_unconfirmed(now) else STATE_MARKS[meeting.state]


def days_ahead(number: int) -> str:
    return ngettext("%(num)s day ahead", "%(num)s days ahead", number)
