"""The words for standings, kinds of tension and shares, in the reader's language."""

from __future__ import annotations

from typing import Any

from hearing_state.i18n import gettext, pgettext
from meetings.coverage.tension import TensionKind, TensionStanding
from meetings.duties.duty import Period, PeriodKind, Standing
from meetings.duties.wording import certainty, cited, how_often, reason_name

KINDS = {
    Standing.MET: "kept",
    Standing.PLANNED: "running",
    Standing.OPEN: "running",
    Standing.DUE_SOON: "due_soon",
    Standing.OVERDUE: "overdue",
}
"""The look of each standing: shape and colour of the house's clocks."""
TENSION_LOOKS = {
    TensionStanding.OPEN: "due_soon",
    TensionStanding.OVERDUE: "overdue",
    TensionStanding.MET: "kept",
    TensionStanding.ENDED: "paused",
}


def standing_name(standing: Standing) -> str:
    match standing:
        case Standing.MET:
            return pgettext("coverage", "Met")
        case Standing.PLANNED:
            return pgettext("coverage", "Planned")
        case Standing.OPEN:
            return pgettext("coverage", "Not yet")
        case Standing.DUE_SOON:
            return pgettext("coverage", "Due soon")
    return pgettext("coverage", "Overdue")


def tension_name(kind: TensionKind) -> str:
    return (
        gettext("social tension is forecast")
        if kind is TensionKind.FORECAST
        else gettext("social tension has arisen")
    )


def kind_options() -> list[tuple[str, str]]:
    return [(kind.value, tension_name(kind)) for kind in TensionKind]


def tension_standing(standing: TensionStanding) -> str:
    match standing:
        case TensionStanding.OPEN:
            return gettext("a meeting is owed")
        case TensionStanding.OVERDUE:
            return gettext("the meeting is overdue")
        case TensionStanding.MET:
            return gettext("the meeting was held")
    return gettext("ended without a meeting")


def percent(share: float | None) -> str:
    """Whole percents. Never 100 while something is missing, never 0 while something is there."""
    if share is None:
        return "–"
    whole = round(share * 100)
    if share < 1:
        whole = min(whole, 99)
    if share > 0:
        whole = max(whole, 1)
    return f"{whole} %"


def period_name(period: Period) -> str:
    """«2026, 1st half-year» in the shortest form of each language."""
    year = period.from_on.year
    if period.kind is PeriodKind.YEAR:
        return str(year)
    roman = (
        ("I", "II", "III", "IV")[period.number - 1]
        if period.kind is not PeriodKind.MONTH
        else f"{period.number:02}"
    )
    if period.kind is PeriodKind.HALF_YEAR:
        return gettext("%(year)s, half-year %(number)s", year=year, number=roman)
    if period.kind is PeriodKind.QUARTER:
        return gettext("%(year)s, quarter %(number)s", year=year, number=roman)
    return f"{roman}.{year}"


WORDING: dict[str, Any] = {
    "standing_name": standing_name,
    "look": lambda standing: KINDS[standing],
    "tension_name": tension_name,
    "tension_standing": tension_standing,
    "tension_look": lambda standing: TENSION_LOOKS[standing],
    "percent": percent,
    "period_name": period_name,
    "how_often": how_often,
    "cited": cited,
    "certainty": certainty,
    "reason_name": reason_name,
}
"""What the templates of this room say things with."""
