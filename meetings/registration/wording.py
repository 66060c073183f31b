"""Words of this room's pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hearing_state.i18n import _l, gettext, ngettext
from meetings.registration.entry import (
    IN_THE_HALL_ONLY,
    Counts,
    Entry,
    Mode,
    Need,
    State,
    modes_of,
    needs_for,
)
from meetings.schedule.meeting import Meeting
from meetings.schedule.wording import MODES as MODES_OF_MEETINGS

MODES: Mapping[Mode, object] = {Mode.HALL: _l("In the hall"), Mode.ONLINE: _l("Online")}
FORMS = MODES_OF_MEETINGS
NEEDS: Mapping[Need, object] = {
    Need.INTERPRETATION_KK: _l("Interpretation into Kazakh"),
    Need.INTERPRETATION_RU: _l("Interpretation into Russian"),
    Need.INTERPRETATION_EN: _l("Interpretation into English"),
    Need.SIGN_LANGUAGE: _l("Sign language interpretation"),
    Need.CAPTIONS: _l("Captions: what is said, as text"),
    Need.STEP_FREE: _l("Step-free access: a wheelchair, a walking frame, a pram"),
    Need.HEARING_LOOP: _l("Hearing loop for a hearing aid"),
    Need.LARGE_PRINT: _l("Papers in large print"),
    Need.CHILDRENS_CORNER: _l("Children's corner"),
}
_DONE: Mapping[str, object] = {
    "changed": _l("Your registration is changed."),
    "withdrawn": _l("You have withdrawn. You may register again while registration is open."),
    "point_changed": _l("The listening point is changed."),
    "point_withdrawn": _l("The listening point is withdrawn."),
}
_CONSOLE_DONE: Mapping[str, object] = {
    "confirmed": _l("The listening point is confirmed; its holder is told."),
    "refused": _l("The listening point is refused; its holder is told why."),
    "withdrawn": _l("The visitor's registration is withdrawn."),
}


def done_sentence(word: str) -> object | None:
    return _DONE.get(word)


def console_done_sentence(word: str) -> object | None:
    return _CONSOLE_DONE.get(word)


def standing(entry: Entry) -> str:
    """How a registration stands, in a few words."""
    if entry.state is State.WAITING:
        return gettext("on the wait list, place %(place)s", place=entry.place)
    if entry.state is State.ASKED:
        return gettext("the organiser has not confirmed it yet")
    if entry.state is State.REFUSED:
        return gettext("not confirmed")
    if entry.is_point:
        return gettext("confirmed")
    return gettext("a seat in the hall") if entry.mode is Mode.HALL else gettext("online")


def mark(entry: Entry) -> str | None:
    """The kind of the tag beside it."""
    marks = {
        State.SEATED: "kept",
        State.WAITING: "due_soon",
        State.ASKED: "running",
        State.REFUSED: "overdue",
    }
    return marks.get(entry.state)


def mode_options(meeting: Meeting, counts: Counts) -> list[tuple[str, object, str]]:
    """The ways of taking part, with what awaits somebody there."""
    hints = {Mode.HALL: hall_hint(counts), Mode.ONLINE: gettext("By a computer or telephone, from anywhere.")}
    return [(each.value, MODES[each], hints[each]) for each in modes_of(meeting.mode)]


def hall_hint(counts: Counts) -> str:
    if counts.free is None:
        return gettext("There is room for everybody.")
    if counts.waiting or not counts.free:
        return gettext(
            "All seats are taken: you will stand on the wait list, place %(place)s.", place=counts.waiting + 1
        )
    return ngettext("%(num)s seat is free", "%(num)s seats are free", counts.free)


def need_options(modes: Iterable[Mode]) -> list[tuple[str, object, str]]:
    """Where one may choose, wishes that only a hall can fulfil say so."""
    offered = tuple(modes)
    told = gettext("only in the hall") if len(offered) > 1 else ""
    return [
        (each.value, NEEDS[each], told if each in IN_THE_HALL_ONLY else "") for each in needs_for(offered)
    ]


def needs_text(needs: Iterable[Need]) -> str:
    return "; ".join(str(NEEDS[each]) for each in needs)
