"""On the hall's page: sound, picture and the line that carries them. Shown by its script alone; the page around it does without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.floor.queries import Hall
from meetings.live.entrance import Role
from meetings.live.queries import role_of
from meetings.live.socket import PATH
from meetings.live.ticket import is_open
from meetings.schedule import queries as schedule


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    hall: Hall = thing
    if not is_open(hall.meeting, context.now):
        return None
    return {
        "meeting": hall.meeting,
        "who": _who(context, hall),
        "agrees": _agrees(context, hall),
        "socket": PATH,
    }


def _who(context: Context, hall: Hall) -> str:
    if not context.actor.is_signed_in:
        return "guest"
    return role_of(context, schedule.subject_of(hall.meeting)).value


def _agrees(context: Context, hall: Hall) -> bool:
    """Whoever holds the meeting speaks in office and is told beside the button that it is recorded; all others were asked."""
    if hall.mine is not None:
        return hall.mine.has_consented
    return _who(context, hall) == Role.STAGE.value


PANEL = Panel(slot="hall", order=0, template="meetings/live/panels/line.html", load=load)
