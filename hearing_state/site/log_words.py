"""The log's own words in the reader's language: what a kind of entry belongs to, where a thing can be read."""

from __future__ import annotations

from hearing_state.i18n import _l, pgettext
from hearing_state.ledger.reading import Step
from hearing_state.web.rendering import url_or_none

GROUPS = {
    "question": _l("Questions and answers"),
    "deadline": _l("Deadlines"),
    "calendar": _l("Working calendar"),
    "agency": _l("Bodies and posts"),
    "territories": _l("Places"),
    "moderation": _l("Decisions of moderators"),
    "meeting": _l("Meetings"),
    "asking": _l("Questions ahead of a meeting"),
    "commitment": _l("Promises"),
    "tension": _l("Meetings owed at tension"),
    "duty": _l("Duty to hold meetings"),
    "hall": _l("Speaking queue"),
    "plan": _l("Calendars of meetings"),
    "reception": _l("Hours of reception"),
    "agenda": _l("Agenda of a meeting"),
    "floor": _l("Speakers of a meeting"),
    "attendance": _l("Attendance of a meeting"),
    "poll": _l("Polls"),
    "record": _l("Record of a meeting"),
    "results": _l("Results of a meeting"),
    "progress": _l("Progress reports"),
    "replay": _l("Recordings"),
    "petition": _l("Petitions"),
    "figures": _l("Figures of bodies"),
}
_PAGES = {
    "Q": ("question.show", "ref"),
    "M": ("meeting.show", "meeting"),
    "C": ("commitment.show", "commitment"),
    "P": ("petition.show", "petition"),
}


def group_of(kind: str) -> str:
    """What an entry belongs to, in words; its kind itself where there are none."""
    return str(GROUPS.get(kind.partition(".")[0], kind))


def address_of(ref: str) -> str | None:
    """The page of the thing that an entry is about."""
    name, parameter = _PAGES.get(ref.partition("-")[0], ("", ""))
    return url_or_none(name, **{parameter: ref}) if name else None


def side(step: Step) -> str:
    """On which side of what was reckoned so far a step's hash stands."""
    return pgettext("side of a hash", "left") if step.is_left else pgettext("side of a hash", "right")
