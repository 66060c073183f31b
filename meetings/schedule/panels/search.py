"""In the search of the whole site: the meetings that match, what lies ahead first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.schedule import listing, wording
from meetings.schedule.filters import Filters

AHEAD, HELD = 3, 2


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    text = str(thing)
    found = await listing.around(context, Filters(text=text), ahead=AHEAD, held=HELD)
    lines = [*found.ahead, *found.held]
    return {"text": text, "lines": lines, "words": wording, "context": context} if lines else None


PANEL = Panel(slot="search", order=20, template="meetings/schedule/panels/search.html", load=load)
