"""On a body's page: its next meetings with the people, and the last ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.schedule import listing, wording
from meetings.schedule.filters import Filters

AHEAD, HELD = 3, 2


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    found = await listing.around(context, Filters(agency=body.id), ahead=AHEAD, held=HELD)
    if not (found.ahead or found.held):
        return None
    return {"shown": body, "around": found, "words": wording, "context": context}


PANEL = Panel(slot="body", order=5, template="meetings/schedule/panels/body.html", load=load)
