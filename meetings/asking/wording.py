"""Words of this room's pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.i18n import _l, clock_time, gettext, local_name, ngettext, pgettext, say
from hearing_state.moderation.reason import for_use
from hearing_state.moderation.reason import reasons as coded
from hearing_state.moderation.words import REASONS, cited
from hearing_state.permissions import Actor, Role
from meetings.asking.ahead import (
    TURNS_OF_A_GUEST,
    TURNS_OF_A_PERSON,
    Channel,
    Screening,
    State,
    closed_because,
    votes_closed_because,
)
from meetings.asking.views import Asked, Line
from meetings.schedule.meeting import Meeting
from meetings.schedule.wording import language_name

STATES: Mapping[State, object] = {
    State.ASKED: _l("on the list"),
    State.ANSWERED: _l("answered on the spot"),
    State.TAKEN_AWAY: _l("to be answered in writing"),
    State.NOT_REACHED: _l("not reached at the meeting"),
    State.WITHDRAWN: _l("taken back by its asker"),
}
_MARKS: Mapping[State, str] = {
    State.ANSWERED: "kept",
    State.TAKEN_AWAY: "running",
    State.NOT_REACHED: "due_soon",
}
_CHANNELS: Mapping[Channel, object] = {
    Channel.WEB: _l("on this site"),
    Channel.DESK: _l("at a service centre"),
    Channel.PHONE: _l("by telephone, through a service centre"),
    Channel.POINT: _l("from a listening point"),
}
_DONE: Mapping[str, object] = {
    "supported": _l("You support this question."),
    "unsupported": _l("You do not support this question any more."),
    "withdrawn": _l("Your question is taken back, and its words are deleted."),
    "split_off": _l("Your question stands alone again, and is not put together with others any more."),
    "taken": _l("The office owes you an answer in writing now."),
}
_CONSOLE_DONE: Mapping[str, object] = {
    "bundled": _l("The questions are one line now; one answer goes to all askers."),
    "unbundled": _l("The question stands alone again."),
    "moved": _l("The place is changed; everybody reads your reason."),
    "put": _l("It is written down that the question is being asked."),
    "answered": _l("The answer is written down; the askers and supporters are told."),
    "taken": _l("The question is taken away to be answered in writing; its legal clock runs."),
    "not_reached": _l("It is written down that there was no time for it."),
    "closed": _l("What was open is marked as not reached; the askers are told."),
    "rest": _l("The rest is taken away to be answered in writing; the legal clocks run."),
    "publish": _l("The question is published."),
    "hide": _l("The question is hidden; its asker is told why and may appeal."),
}
LANGUAGES_ASKED = ("kk", "ru", "en")


def done_sentence(word: str) -> object | None:
    return _DONE.get(word)


def console_done_sentence(word: str) -> object | None:
    return _CONSOLE_DONE.get(word)


def closed_sentence(meeting: Meeting, now: datetime) -> str:
    """Why nobody can ask now, for people; empty while one can."""
    word = closed_because(meeting, now)
    return say(Conflict(word)) if word else ""


def may_vote(meeting: Meeting, actor: Actor, now: datetime) -> bool:
    """Whether a button to support makes sense for this reader: officials at work are no residents."""
    is_at_work = actor.is_signed_in and Role.RESIDENT not in actor.roles
    return not votes_closed_because(meeting, now) and not is_at_work


def standing(question: Asked) -> str:
    """How it stands, in a few words."""
    if question.state is State.ASKED and question.screening is Screening.WAITING:
        return gettext("waits for a moderator")
    if question.screening is Screening.HIDDEN:
        return gettext("hidden by a moderator")
    if question.state is State.ASKED and question.asked_moment_at is not None:
        return gettext("being asked in the room")
    return str(STATES[question.state])


def mark(question: Asked) -> str | None:
    """The kind of the tag beside it."""
    if question.screening is Screening.HIDDEN:
        return "overdue"
    if question.state is State.ASKED and question.asked_moment_at is not None:
        return "due_soon"
    return _MARKS.get(question.state)


def asker(question: Asked) -> str:
    """Who asks, as far as she wants to be known."""
    if question.is_guest:
        return gettext("a guest")
    if question.point:
        return gettext("listening point: %(name)s", name=question.point)
    if question.channel is Channel.POINT:
        return gettext("a listening point")
    if question.name:
        return f"{question.name}, {local_name(question.place)}"
    return gettext("a resident: %(place)s", place=local_name(question.place))


def channel(question: Asked) -> object:
    return _CHANNELS[question.channel]


def asked_the_same(line: Line) -> str:
    return ngettext("%(num)s person asked this", "%(num)s people asked this", line.size)


def supporters(many: int) -> str:
    return ngettext("%(num)s resident", "%(num)s residents", many)


def guests(many: int) -> str:
    return ngettext("and %(num)s guest", "and %(num)s guests", many)


def hidden_label(question: Asked) -> str:
    """The coded reason with its article."""
    code = question.hidden_reason
    if code not in coded():
        return ""
    article = cited(coded()[code].article)
    return f"{REASONS[code]} ({article})" if article else str(REASONS[code])


def reason_options() -> list[tuple[str, str]]:
    """Why a moderator may hide."""
    return [(each.code, str(REASONS[each.code])) for each in for_use("hide")]


def tab_options() -> list[tuple[str, str]]:
    return [
        ("order", gettext("In order")),
        ("newest", gettext("Newest first")),
        ("answered", pgettext("questions", "What became of them")),
    ]


def queue_tab_options() -> list[tuple[str, str]]:
    return [
        ("order", gettext("In order")),
        ("alike", gettext("Look alike")),
        ("waiting", gettext("Before a moderator")),
        ("past", pgettext("questions", "What became of them")),
    ]


def desk_channel_options() -> list[tuple[str, str]]:
    return [
        ("desk", gettext("The visitor stands at the desk")),
        ("phone", gettext("The visitor is on the telephone")),
    ]


def language_options() -> list[tuple[str, str]]:
    return [(code, language_name(code)) for code in LANGUAGES_ASKED]


def turns_said(*, is_guest: bool) -> str:
    most = TURNS_OF_A_GUEST if is_guest else TURNS_OF_A_PERSON
    return ngettext(
        "You may put %(num)s question to this meeting.",
        "You may put %(num)s questions to this meeting.",
        most,
    )


def at_hour(moment: datetime | None) -> str:
    return clock_time(moment) if moment else ""


_SAID = {
    ("text", "field_missing"): "ahead.say_text",
    ("text", "field_too_short"): "ahead.text_short",
    ("text", "field_too_long"): "ahead.text_long",
}


def in_own_words(refusal: Invalid) -> Invalid:
    """So that the summary on top of the page says which field is meant."""
    return Invalid.many(
        Fault(each.field, _SAID.get((each.field, each.reason), each.reason), each.values)
        for each in refusal.faults
    )
