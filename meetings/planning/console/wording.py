"""Words of the planners' pages: states, conflicts with their reasons, what could not be met."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hearing_state.deadlines.working_calendar import Why
from hearing_state.i18n import _l, clock_time, day, gettext, local_name, moment, ngettext, short_day
from hearing_state.territories.place import Place
from meetings.planning.conflicts import Kind, Trouble
from meetings.planning.naming import period_called, period_name
from meetings.planning.plan import AbsenceReason, Recipient, State
from meetings.planning.solver.problem import UnmetReason
from meetings.planning.yearly import Duty
from meetings.schedule.wording import MODES, place_name
from meetings.schedule.wording import STATE_MARKS as MEETING_MARKS
from meetings.schedule.wording import STATES as MEETING_STATES

__all__ = ["MEETING_MARKS", "MEETING_STATES", "MODES", "place_name"]

STATES: Mapping[State, object] = {
    State.DRAFTED: _l("draft"),
    State.SUBMITTED: _l("waits for approval"),
    State.APPROVED: _l("approved"),
    State.WITHDRAWN: _l("withdrawn"),
}
STATE_MARKS: Mapping[State, str | None] = {
    State.DRAFTED: None,
    State.SUBMITTED: "due_soon",
    State.APPROVED: "kept",
    State.WITHDRAWN: None,
}
REASONS: Mapping[AbsenceReason, object] = {
    AbsenceReason.LEAVE: _l("leave"),
    AbsenceReason.TRIP: _l("official trip"),
    AbsenceReason.TRAINING: _l("training"),
    AbsenceReason.OTHER: _l("other reason"),
}
LEGAL: Mapping[Duty, object] = {
    Duty.APPROVED: _l("The calendar is approved, the maslikhat notified"),
    Duty.GOVERNMENT: _l("The calendar is sent to the Government"),
    Duty.ADMINISTRATION: _l("The Government sends the calendar to the Presidential Administration"),
}
RECIPIENTS: Mapping[Recipient, object] = {
    Recipient.MASLIKHAT: _l("To the maslikhat"),
    Recipient.GOVERNMENT: _l("To the Government"),
    Recipient.ADMINISTRATION: _l("To the Presidential Administration"),
}
_DONE: Mapping[str, object] = {
    "proposed": _l(
        "A plan is proposed. Look through it, change what you know better, and submit it to the head."
    ),
    "added": _l("The meeting stands in the plan."),
    "moved": _l("The meeting is moved."),
    "changed": _l("The meeting is changed."),
    "removed": _l("The meeting is out of the plan. It can be put back below."),
    "restored": _l("The meeting stands in the plan again."),
    "fixed": _l("The meeting is fixed: replanning leaves it where it is."),
    "let_go": _l("Replanning may move the meeting again."),
    "replanned": _l("The plan is replanned. What moved is marked."),
    "submitted": _l("The plan is before the head. Nobody changes it until it is approved or given back."),
    "sent_back": _l("The plan is given back to those who draft it."),
    "approved": _l("The plan is approved: its meetings stand in the public calendar."),
    "withdrawn": _l("The draft is withdrawn. Another one may be proposed."),
    "sent": _l("Written down."),
    "paper": _l("Written down: the calendar was approved on paper."),
    "absence": _l("The absence is written down. Meetings on those days are marked."),
    "absence_ended": _l("The absence is taken back."),
}


def done_sentence(word: str) -> object | None:
    return _DONE.get(word)


def mode_options() -> list[tuple[str, object]]:
    return [(mode.value, label) for mode, label in MODES.items()]


Sentence = Callable[[Trouble, Mapping[str, Place]], str]


def trouble_sentence(trouble: Trouble, places: Mapping[str, Place]) -> str:
    """What stands against a meeting, in plain words with names and days."""
    return _SENTENCES[trouble.kind](trouble, places)


def _two_places(trouble: Trouble, places: Mapping[str, Place]) -> str:
    if trouble.other is not None:
        where = place_name(places.get(trouble.other.place_code or ""))
        return gettext(
            "Two places at once: at %(time)s the same person meets people here: %(place)s.",
            time=clock_time(trouble.other.starts_at), place=where,
        )  # fmt: skip
    if trouble.meeting is not None:
        return gettext(
            "Two places at once: the same person holds meeting %(ref)s of the public calendar at that time (%(at)s).",
            ref=trouble.meeting.ref, at=moment(trouble.meeting.starts_at),
        )  # fmt: skip
    return ""


def _day_off(trouble: Trouble, _places: Mapping[str, Place]) -> str:
    if trouble.day is None:
        return ""
    name = local_name(trouble.day)
    match trouble.day.why:
        case Why.HOLIDAY | Why.DAY_OFF:
            return gettext("A day off: %(name)s.", name=name)
        case Why.MOVED:
            return gettext("A day off: %(name)s fell on a weekend.", name=name)
        case Why.TRANSFERRED if trouble.day.other:
            return gettext("A day off by decree, for %(day)s, which is worked.", day=day(trouble.day.other))
    return gettext("A day off: weekend.")


def _absent(trouble: Trouble, _places: Mapping[str, Place]) -> str:
    if trouble.absence is None:
        return ""
    return gettext(
        "The head is away from %(from_on)s to %(until_on)s.",
        from_on=short_day(trouble.absence.from_on),
        until_on=short_day(trouble.absence.until_on),
    )


def _too_late(trouble: Trouble, _places: Mapping[str, Place]) -> str:
    return gettext(
        "Too late to announce: the law wants %(days)s days, %(left)s are left.", days=trouble.limit, left=trouble.number
    )  # fmt: skip


def _journey(trouble: Trouble, places: Mapping[str, Place]) -> str:
    if trouble.other is None:
        return ""
    return gettext(
        "Too little time for the way: the other hall is at %(place)s, %(minutes)s minutes are wanted between them.",
        place=place_name(places.get(trouble.other.place_code or "")), minutes=trouble.limit,
    )  # fmt: skip


def _crowded(trouble: Trouble, _places: Mapping[str, Place]) -> str:
    return gettext(
        "Too many live meetings in the country at this hour: %(number)s, the servers carry %(limit)s.",
        number=trouble.number, limit=trouble.limit,
    )  # fmt: skip


def _missing(trouble: Trouble, places: Mapping[str, Place]) -> str:
    if trouble.fulfilment is None:
        return ""
    owed = trouble.fulfilment.owed
    lacking = ngettext("%(num)s meeting is missing", "%(num)s meetings are missing", trouble.number)
    where = place_name(places.get(owed.duty.place_code or ""))
    return f"{where}, {period_name(owed.period)}: {lacking}"


def _online_share(trouble: Trouble, _places: Mapping[str, Place]) -> str:
    return gettext(
        "Online are %(share)s %% of the meetings; %(limit)s %% are wanted.", share=trouble.number, limit=trouble.limit
    )  # fmt: skip


_SENTENCES: Mapping[Kind, Sentence] = {
    Kind.TWO_PLACES: _two_places,
    Kind.ABSENT: _absent,
    Kind.PAST: lambda _trouble, _places: gettext("This hour has passed."),
    Kind.DAY_OFF: _day_off,
    Kind.BEYOND_CALENDAR: lambda _trouble, _places: gettext(
        "The working calendar does not reach that day yet."
    ),
    Kind.TOO_LATE: _too_late,
    Kind.NO_DEPUTY: lambda _trouble, _places: gettext(
        "The rule allows no deputy here: the meeting will not count."
    ),
    Kind.JOURNEY: _journey,
    Kind.CROWDED: _crowded,
    Kind.MISSING: _missing,
    Kind.ONLINE_SHARE: _online_share,
}

VIEWS: Mapping[str, object] = {
    "list": _l("By months"),
    "month": _l("Calendar"),
    "places": _l("By places"),
}
FILTERS: Mapping[str, object] = {
    "all": _l("All"),
    "none": _l("No plan yet"),
    "drafted": _l("Drafts"),
    "submitted": _l("Waiting for approval"),
    "approved": _l("Approved"),
}
WHY_UNMET: Mapping[UnmetReason, object] = {
    UnmetReason.NO_WORKING_DAY: _l("the period has no working day within the plan"),
    UnmetReason.TOO_LATE_TO_ANNOUNCE: _l("no working day is left that can still be announced in time"),
    UnmetReason.HEAD_ABSENT: _l("the head is away on every day that is left, and the rule allows no deputy"),
    UnmetReason.DAYS_FULL: _l("the head has other meetings on every day that is left"),
    UnmetReason.CAPACITY: _l("at every hour offered the servers carry as many live meetings as they can"),
    UnmetReason.BEYOND_CALENDAR: _l("the working calendar ends before the period does"),
    UnmetReason.FIXED_CLASHES: _l("two meetings are fixed at the same hour"),
}


def unmet_lines(report: Mapping[str, Any], places: Mapping[str, Place]) -> list[str]:
    """What the planner could not meet, each with its reason, as it was at the proposal."""
    told = []
    for each in report.get("unmet", ()):
        where = place_name(places.get(each["place"] or ""))
        lacking = ngettext("%(num)s meeting", "%(num)s meetings", each["number"])
        why = WHY_UNMET[UnmetReason(each["why"])]
        told.append(f"{where}, {period_called(each['period'])}, {lacking}: {why}.")
    return told
