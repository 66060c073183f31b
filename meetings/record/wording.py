"""Words of the record: kinds, modes, states, sections, figures with their formulas."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import _l, ngettext, number, pgettext
from meetings.record.agenda import ItemKind, Share
from meetings.record.checklist import Check, CheckState
from meetings.record.floor_time import SpeakerKind
from meetings.record.headcount import AttendanceMode
from meetings.record.issue import Decision
from meetings.record.minutes import Section, State

SECONDS_OF_A_MINUTE = 60

ITEMS: Mapping[ItemKind, object] = {
    ItemKind.OPENING: _l("Opening"),
    ItemKind.REPORT: _l("Report"),
    ItemKind.QUESTIONS: _l("Questions and answers"),
    ItemKind.POLL: _l("Poll"),
    ItemKind.BREAK: _l("Break"),
    ItemKind.CLOSING: _l("Closing"),
}
SPEAKERS: Mapping[SpeakerKind, object] = {
    SpeakerKind.HEAD: _l("The head"),
    SpeakerKind.OFFICIAL: _l("Officials"),
    SpeakerKind.RESIDENT: _l("Residents"),
    SpeakerKind.GUEST: _l("Guests"),
}
MODES: Mapping[AttendanceMode, object] = {
    AttendanceMode.HALL: _l("In the hall"),
    AttendanceMode.ONLINE: _l("Online"),
    AttendanceMode.POINT: _l("At listening points"),
    AttendanceMode.BROADCAST: _l("Followed the broadcast"),
}
STATES: Mapping[State, object] = {
    State.DRAFTED: _l("being written"),
    State.PROPOSED: _l("waits for a second person"),
    State.APPROVED: _l("approved, not published yet"),
    State.PUBLISHED: _l("published"),
}
STATE_MARKS: Mapping[State, str] = {
    State.DRAFTED: "running",
    State.PROPOSED: "due_soon",
    State.APPROVED: "due_soon",
    State.PUBLISHED: "kept",
}
SECTIONS: Mapping[Section, object] = {
    Section.MEETING: _l("The meeting"),
    Section.AGENDA: _l("Agenda and times"),
    Section.REPORT: _l("Report"),
    Section.QUESTIONS: _l("Questions and answers"),
    Section.POLLS: _l("Polls"),
    Section.COMMITMENTS: _l("Commitments"),
    Section.REMARKS: _l("Remarks"),
}
DECISIONS: Mapping[Decision, object] = {
    Decision.ANSWERED: _l("answered on the spot"),
    Decision.TAKEN_AWAY: _l("taken away to be answered"),
    Decision.COMMITMENT: _l("a commitment was made"),
}
DECISION_MARKS: Mapping[Decision, str] = {
    Decision.ANSWERED: "kept",
    Decision.TAKEN_AWAY: "running",
    Decision.COMMITMENT: "running",
}
OUTCOMES: Mapping[str, object] = {
    "answered": _l("answered on the spot"),
    "taken_away": _l("taken away to be answered"),
    "not_reached": _l("there was no time for it"),
}
CHECKS: Mapping[Check, object] = {
    Check.ANNOUNCED: _l("It is announced"),
    Check.ADDRESS: _l("The address of the hall is public"),
    Check.JOIN: _l("It is public how to join online"),
    Check.AGENDA: _l("The agenda is laid down, the report takes a quarter of the time at most"),
    Check.QUESTIONS: _l("The questions of residents are put in order"),
    Check.INTERPRETERS: _l("The interpreters are named"),
    Check.POINTS: _l("The listening points are confirmed"),
    Check.SOUND: _l("Sound and picture were tried"),
}
CHECK_STATES: Mapping[CheckState, object] = {
    CheckState.DONE: _l("in order"),
    CheckState.MISSING: _l("not yet"),
    CheckState.NOT_NEEDED: _l("not needed here"),
}
CHECK_MARKS: Mapping[CheckState, str] = {
    CheckState.DONE: "kept",
    CheckState.MISSING: "due_soon",
    CheckState.NOT_NEEDED: "paused",
}
DONE: Mapping[str, object] = {
    "agenda": _l("The agenda is laid down; everybody can read it."),
    "item": _l("Written down."),
    "floor": _l("Written down."),
    "counted": _l("The count is written down."),
    "poll": _l("The poll is open."),
    "poll-closed": _l("The poll is closed, its result stands."),
    "checked": _l("The checklist is kept."),
    "drafted": _l("The draft is there, in both languages. Read it through and complete it."),
    "filled": _l("The chosen sections are filled anew from the record."),
    "saved": _l("Saved."),
    "proposed": _l("The minutes wait for a second person."),
    "sent-back": _l("The minutes went back to be worked on."),
    "approved": _l("The minutes are approved. Publish them."),
    "published": _l("The results are public."),
    "correction": _l("A corrected version has begun. It goes the same way as the first."),
    "issue": _l("The list of issues is kept."),
    "progress": _l("The quarterly report is public."),
}


def lasted(seconds: int) -> str:
    """How long something took, in whole minutes; what is shorter in seconds."""
    if seconds < SECONDS_OF_A_MINUTE:
        return ngettext("%(num)s second", "%(num)s seconds", seconds)
    minutes = round(seconds / SECONDS_OF_A_MINUTE)
    return ngettext("%(num)s minute", "%(num)s minutes", minutes)


def language_name(code: str) -> str:
    """A language as it is called in the language of the text."""
    names = {
        "kk": pgettext("language", "Kazakh"),
        "ru": pgettext("language", "Russian"),
        "en": pgettext("language", "English"),
    }
    return names.get(code, code)


def percent(share: float | None) -> str:
    """A share as people write it: 17,6 %. A dash where there is nothing to divide by."""
    return "–" if share is None else f"{number(share)}\u00a0%"


def done_sentence(word: str) -> object | None:
    return DONE.get(word)


def item_options() -> list[tuple[str, object]]:
    return [(kind.value, words) for kind, words in ITEMS.items()]


def share_sentence(share: Share) -> str:
    """The report against the law, in words."""
    whole = round(share.whole / SECONDS_OF_A_MINUTE)
    return ngettext(
        "The report: %(report)s of %(num)s minute, that is %(percent)s. The law allows %(limit)s.",
        "The report: %(report)s of %(num)s minutes, that is %(percent)s. The law allows %(limit)s.",
        whole,
        report=number(round(share.report / SECONDS_OF_A_MINUTE)),
        percent=percent(share.percent),
        limit=percent(share.limit_percent),
    )
