"""What years and half-years are called, for pages, letters and papers."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from hearing_state.i18n import gettext, locale, speaking
from meetings.duties.duty import Period, PeriodKind, period_of
from meetings.planning.plan import stretch_of

_KINDS = {"H": PeriodKind.HALF_YEAR, "Q": PeriodKind.QUARTER, "M": PeriodKind.MONTH}
MONTHS_OF = {PeriodKind.YEAR: 12, PeriodKind.HALF_YEAR: 6, PeriodKind.QUARTER: 3, PeriodKind.MONTH: 1}


def part_name(part: str) -> str:
    """2027: the year 2027; 2027-H1: its first half. In the reader's language."""
    stretch = stretch_of(part)
    return part if stretch is None else period_name(stretch)


def part_in(language: str, part: str) -> str:
    with speaking(language):
        return part_name(part)


def period_called(key: str) -> str:
    """A duty's period by its key: 2027, 2027-H1, 2027-Q3, 2027-M11."""
    year, _dash, rest = key.partition("-")
    kind = _KINDS.get(rest[:1], PeriodKind.YEAR)
    if not year.isdigit() or (rest and not rest[1:].isdigit()):
        return key
    month = (int(rest[1:]) - 1) * MONTHS_OF[kind] + 1 if rest else 1
    return period_name(period_of(date(int(year), month, 1), kind))


def period_name(period: Period) -> str:
    year = period.from_on.year
    match period.kind:
        case PeriodKind.YEAR:
            return gettext("year %(year)s", year=year)
        case PeriodKind.HALF_YEAR if period.number == 1:
            return gettext("first half of %(year)s", year=year)
        case PeriodKind.HALF_YEAR:
            return gettext("second half of %(year)s", year=year)
        case PeriodKind.QUARTER:
            return gettext("quarter %(number)s of %(year)s", number=period.number, year=year)
    return f"{period.number:02d}.{year}"


_MONTH_PATTERNS = {"kk": "y 'ж'. MMMM", "ru": "LLLL y 'года'", "en": "LLLL y"}


def month_name(first: date, *, short: bool = False) -> str:
    """March 2027; in a row of months only Mar."""
    said: str = format_date(first, "LLL" if short else _MONTH_PATTERNS[locale()], locale=locale())
    return said[:1].upper() + said[1:]


def short_weekday(on: date) -> str:
    """Mon, дс, пн: over the columns of a month."""
    said: str = format_date(on, "ccc", locale=locale())
    return said.rstrip(".")
