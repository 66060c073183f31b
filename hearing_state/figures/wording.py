"""What each figure is called and how it is counted, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date

from hearing_state.figures.bounds import bounds
from hearing_state.figures.month import Month
from hearing_state.figures.reckoning import Figures
from hearing_state.i18n import gettext, locale, ngettext, number, pgettext

_MONTHS = {"kk": "y 'жылғы' MMMM", "ru": "LLLL y 'года'", "en": "LLLL y"}
NONE = "–"


@dataclass(frozen=True, slots=True)
class Told:
    """One figure with its formula in words."""

    key: str
    name: str
    value: str
    formula: str


def month_name(month: Month) -> str:
    """Beginning with a capital letter, as it stands alone."""
    written = format_date(month.first_on, _MONTHS[locale()], locale=locale())
    return written[:1].upper() + written[1:]


def percent(share: float | None) -> str:
    return NONE if share is None else f"{number(round(share * 100, 1))} %"


def days(value: int | None) -> str:
    return NONE if value is None else ngettext("%(num)s working day", "%(num)s working days", value)


def stars(figures: Figures) -> str:
    """The average, from so many ratings that nobody is told by it."""
    if figures.ratings < bounds().fewest_ratings:
        return NONE
    return number(round(figures.stars / figures.ratings, 1))


def told(figures: Figures) -> list[Told]:
    """All figures in the order of the page."""
    return [*_of_duties(figures), *_of_the_course(figures)]


def _of_duties(figures: Figures) -> Iterator[Told]:
    yield Told("due", gettext("Fell due"), number(figures.due), gettext("Questions whose last day by law lay in this month and has passed, or that were settled before it: each counted once, at the body that owed it on that day. Private ones too."))  # fmt: skip
    yield Told("kept", gettext("Settled in time"), number(figures.kept), gettext("Settled on the last day or before."))  # fmt: skip
    yield Told("late", gettext("Settled late"), number(figures.late), gettext("Settled after the last day, before the month was over."))  # fmt: skip
    yield Told("silent", gettext("No answer"), number(figures.silent), gettext("Nothing was settled when the month was over; also where the asker took it back after the last day."))  # fmt: skip
    yield Told("on_time_share", gettext("In time, of all that fell due"), percent(figures.on_time_share), gettext("Settled in time ÷ (in time + late + no answer) = %(kept)s ÷ %(due)s. A body does not look better by not answering.", kept=number(figures.kept), due=number(figures.due)))  # fmt: skip
    yield Told("median", gettext("Half took at most"), days(figures.median), gettext("The working days of all that fell due, in order; the one in the middle (of an even number, the lower). From registration to the answer; without an answer, to the end of the month."))  # fmt: skip
    yield Told("ninth_decile", gettext("Nine in ten took at most"), days(figures.ninth_decile), gettext("The same order; the first number within which nine tenths lie."))  # fmt: skip


def _of_the_course(figures: Figures) -> Iterator[Told]:
    limit = bounds().redirect_working_days
    yield Told("redirects", pgettext("figures", "Sent on to another body"), number(figures.redirects), gettext("Redirects in this month."))  # fmt: skip
    yield Told("redirects_held", gettext("Of them held too long"), number(figures.redirects_held), ngettext("More than %(num)s working day from receipt to sending on.", "More than %(num)s working days from receipt to sending on.", limit))  # fmt: skip
    yield Told("extensions", gettext("Terms prolonged"), number(figures.extensions), gettext("Prolongations decided in this month."))  # fmt: skip
    yield Told("points_unanswered", gettext("Points left unanswered"), number(figures.points_unanswered), gettext("Points that askers marked as not answered, each once."))  # fmt: skip
    yield Told("reopened", gettext("Opened again"), number(figures.reopened), gettext("Answers after which the asker had to ask once more."))  # fmt: skip
    yield Told("stars", gettext("Average rating, of 5"), stars(figures), ngettext("Stars given to answers to public questions ÷ their number, %(ratings)s; shown from %(num)s rating.", "Stars given to answers to public questions ÷ their number, %(ratings)s; shown from %(num)s ratings.", bounds().fewest_ratings, ratings=number(figures.ratings)))  # fmt: skip


WORDING: dict[str, Any] = {"month_name": month_name, "percent": percent, "days_told": days, "told": told}
