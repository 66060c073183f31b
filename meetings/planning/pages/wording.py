"""Words of the public calendar's page."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import _l, gettext, local_name
from hearing_state.territories.place import Place
from meetings.schedule.meeting import Mode, State

MODES: Mapping[Mode, object] = {
    Mode.ONLINE: _l("online"),
    Mode.HALL: _l("in a hall"),
    Mode.HYBRID: _l("in a hall and online"),
}
MEETING_STATES: Mapping[State, object] = {
    State.PLANNED: _l("planned"),
    State.ANNOUNCED: _l("announced"),
    State.LIVE: _l("going on"),
    State.HELD: _l("held"),
    State.RECORDED: _l("results published"),
    State.CANCELLED: _l("cancelled"),
}
MEETING_MARKS: Mapping[State, str | None] = {
    State.PLANNED: None,
    State.ANNOUNCED: "running",
    State.LIVE: "due_soon",
    State.HELD: "kept",
    State.RECORDED: "kept",
    State.CANCELLED: "overdue",
}
CHANGES: Mapping[str, object] = {
    "moved": _l("Moved"),
    "cancelled": _l("Cancelled"),
    "changed": _l("Details changed"),
}


def place_name(place: Place | None) -> str:
    return local_name(place) if place else gettext("the whole country")
