"""How the hall speaks: why a hand stands where it stands, who has the floor, how long it takes."""

from __future__ import annotations

from datetime import timedelta

from babel.support import LazyProxy

from hearing_state.i18n import _l, gettext, local_name, ngettext
from meetings.floor.floor import Because, Channel, Cue, Kind
from meetings.floor.queries import Hall
from meetings.floor.queue import Speaking, Waiting

BECAUSE: dict[Because, LazyProxy] = {
    Because.FIRST_TIME: _l("has not spoken in this meeting yet"),
    Because.SPOKE_LESS: _l("spoke less than the next"),
    Because.PLACE: _l("the place was heard less"),
    Because.LANGUAGE: _l("the language was heard less"),
    Because.CHANNEL: _l("this way of taking part was heard less"),
    Because.LOT: _l("by lot"),
    Because.CHAIR: _l("moved by whoever chairs, with a reason"),
    Because.ALONE: _l("the last hand"),
}
CHANNELS: dict[Channel, LazyProxy] = {
    Channel.WEB: _l("on this site"),
    Channel.PHONE: _l("by telephone"),
    Channel.HALL: _l("in the hall"),
    Channel.POINT: _l("at a listening point, for several people"),
}
CUES: dict[Cue, LazyProxy] = {
    Cue.SOON: _l("less than half a minute is left"),
    Cue.OVERTIME: _l("the time is over: finish the sentence"),
}


def minutes(span: timedelta) -> str:
    """Up to a whole minute, and never none."""
    return ngettext("%(num)s minute", "%(num)s minutes", max(1, round(span.total_seconds() / 60)))


def who(hall: Hall, each: Waiting | Speaking) -> str:
    """First name and initial, and the place."""
    place = hall.places.get(each.place_code or "")
    name = each.name or gettext("a resident")
    return f"{name}, {local_name(place)}" if place else name


def has_floor(hall: Hall) -> str:
    turn = hall.turn
    if turn is None:
        return gettext("Nobody has the floor.")
    if turn.kind is Kind.AHEAD:
        return gettext("A question asked ahead is being answered: %(ref)s", ref=turn.question_ref)
    return who(hall, turn)


def wait(hall: Hall, position: int) -> str:
    """How long until the turn of the hand at this place, if all use what they are allowed."""
    left = hall.expected(position) - hall.now
    return (
        gettext("in about %(span)s", span=minutes(left)) if left > timedelta(seconds=30) else gettext("now")
    )
