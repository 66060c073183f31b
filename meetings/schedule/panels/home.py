"""On the home page: the next meetings for the chosen place, or in the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.schedule import listing, wording
from meetings.schedule.filters import Filters

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place | None = thing
    found = await listing.around(context, Filters(place=place.code if place else ""), ahead=SHOWN, held=0)
    if not found.ahead:
        return None
    return {"shown": place, "lines": found.ahead, "words": wording, "context": context}


PANEL = Panel(slot="home", order=5, template="meetings/schedule/panels/home.html", load=load)
