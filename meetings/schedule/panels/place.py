"""On a place's page: when does my akim come? What concerns the place, from its own akim up to ministers; and who came last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.schedule import listing, wording
from meetings.schedule.filters import Filters

AHEAD = 4


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place = thing
    found = await listing.around(context, Filters(place=place.code), ahead=AHEAD, held=1)
    return {"shown": place, "around": found, "words": wording, "context": context}


PANEL = Panel(slot="place", order=5, template="meetings/schedule/panels/place.html", load=load)
