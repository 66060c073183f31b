"""Words of the organisers' pages."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import LANGUAGE_NAMES, _l, gettext, ngettext
from meetings.organising.queries import Queue
from meetings.schedule.meeting import Kind, Meeting, Mode

QUEUES: Mapping[Queue, object] = {
    "announce": _l("To announce"),
    "ahead": _l("Ahead"),
    "confirm": _l("Was it held?"),
    "held": _l("Held"),
    "all": _l("All"),
}
EMPTY: Mapping[Queue, object] = {
    "announce": _l("Nothing has to be announced within a week."),
    "ahead": _l("No meeting lies ahead. Put one into the calendar, or propose the year's plan."),
    "confirm": _l("Of every past meeting it is written down whether it was held."),
    "held": _l("No meeting has been held yet."),
    "all": _l("There are no meetings yet."),
}
_DONE: Mapping[str, object] = {
    "scheduled": _l("The meeting stands in the public calendar."),
    "announce": _l("The meeting is announced."),
    "change": _l("The details are changed."),
    "move": _l("The meeting is moved; whoever registered is told."),
    "cancel": _l("The meeting is cancelled; whoever registered is told."),
    "start": _l("The meeting is open."),
    "finish": _l("Written down as held. The results are owed within ten calendar days."),
}


def done_sentence(word: str) -> object | None:
    return _DONE.get(word)


def mode_options() -> list[tuple[str, str, str]]:
    return [
        (
            Mode.ONLINE.value,
            gettext("Online"),
            gettext("People join by a computer or telephone; the law wants most meetings so."),
        ),
        (Mode.HALL.value, gettext("In a hall"), ""),
        (
            Mode.HYBRID.value,
            gettext("In a hall and online"),
            gettext("Counts as online: whoever cannot come takes part all the same."),
        ),
    ]


def kind_options() -> list[tuple[str, str, str]]:
    return [
        (
            Kind.EXTRA.value,
            gettext("Out of calendar"),
            gettext("At people's wish, or where there is a need."),
        ),
        (
            Kind.TENSION.value,
            gettext("Owed at social tension"),
            gettext("May be announced at once, without the days of announcement."),
        ),
    ]


def language_options() -> list[tuple[str, str]]:
    return list(LANGUAGE_NAMES.items())


def announce_hint(meeting: Meeting, days_left: int) -> str:
    """How the announcement stands against the law."""
    wanted = ngettext(
        "the law wants it %(num)s day ahead", "the law wants it %(num)s days ahead", meeting.announce_days
    )
    left = ngettext("%(num)s day is left", "%(num)s days are left", max(0, days_left))
    return f"{wanted}; {left}"
