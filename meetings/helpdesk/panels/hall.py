"""In the hall: the way to help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.floor.queries import Hall


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    del context
    hall: Hall = thing
    return None if hall.meeting.has_happened and not hall.is_live else {"meeting": hall.meeting}


PANEL = Panel(slot="hall", order=90, template="meetings/helpdesk/panels/hall.html", load=load)
