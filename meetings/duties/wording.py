"""The words for intervals, numbers, certainty and reasons, in the reader's language."""

from __future__ import annotations

from typing import Any

from hearing_state.agencies.wording import CERTAINTY_NAMES
from hearing_state.i18n import _l, gettext, locale, ngettext, short_day
from hearing_state.territories.names import Kind
from meetings.duties.duty import PeriodKind
from meetings.duties.exemption import SMALL, Reason
from meetings.duties.norm import Norm, Unit

PERIOD_NAMES = {
    PeriodKind.YEAR: _l("in each year"),
    PeriodKind.HALF_YEAR: _l("in each half-year"),
    PeriodKind.QUARTER: _l("in each quarter"),
    PeriodKind.MONTH: _l("in each month"),
}
REASON_NAMES = {
    Reason.UNINHABITED: _l("nobody lives there"),
    Reason.JOINED: _l("joined to another place"),
    Reason.OTHER: _l("another reason, told in the source"),
}
KIND_NAMES = {
    Kind.WINTERING: _l("winterings"),
    Kind.PASTURE: _l("pastures"),
    Kind.PLOT: _l("plots"),
    Kind.FARM: _l("farms"),
    Kind.SIDING: _l("railway sidings"),
    Kind.STATION: _l("railway stations"),
    Kind.OTHER: _l("places without a kind"),
}


def how_often(times: int, period: PeriodKind) -> str:
    """«1 meeting in each half-year»."""
    match period:
        case PeriodKind.YEAR:
            return ngettext("%(num)s meeting in each year", "%(num)s meetings in each year", times)
        case PeriodKind.HALF_YEAR:
            return ngettext("%(num)s meeting in each half-year", "%(num)s meetings in each half-year", times)
        case PeriodKind.QUARTER:
            return ngettext("%(num)s meeting in each quarter", "%(num)s meetings in each quarter", times)
    return ngettext("%(num)s meeting in each month", "%(num)s meetings in each month", times)


def cited(rule: Any) -> str:
    """The source in the reader's language, else in Russian: an English one is not always written down."""
    return str(getattr(rule, f"source_{locale()}", "") or rule.source_ru)


def certainty(mark: str) -> str:
    return str(CERTAINTY_NAMES[mark])


def amount(norm: Norm) -> str:
    """A number with what it counts."""
    match norm.unit:
        case Unit.PERCENT:
            return f"{norm.value} %"
        case Unit.DAYS:
            return ngettext("%(num)s calendar day", "%(num)s calendar days", norm.value)
        case Unit.WORKING_DAYS:
            return ngettext("%(num)s working day", "%(num)s working days", norm.value)
        case Unit.TIMES_A_MONTH:
            return ngettext("%(num)s time a month", "%(num)s times a month", norm.value)
        case Unit.DAY_OF_MONTH:
            return gettext("day %(number)s of the month", number=norm.value)
    return short_day(norm.day) if norm.day else str(norm.value)


def reason_name(reason: Reason) -> str:
    return str(REASON_NAMES[reason])


def certainty_options() -> list[tuple[str, str]]:
    return [(mark, str(name)) for mark, name in CERTAINTY_NAMES.items()]


def period_options() -> list[tuple[str, str]]:
    return [(kind.value, str(name)) for kind, name in PERIOD_NAMES.items()]


def reason_options() -> list[tuple[str, str]]:
    return [(reason.value, str(name)) for reason, name in REASON_NAMES.items()]


def kind_options() -> list[tuple[str, str]]:
    return [(kind.value, str(KIND_NAMES[kind])) for kind in SMALL]


WORDING: dict[str, Any] = {
    "how_often": how_often,
    "cited": cited,
    "certainty": certainty,
    "amount": amount,
    "reason_name": reason_name,
}
"""What the templates of this room say things with."""
