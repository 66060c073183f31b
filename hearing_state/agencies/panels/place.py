"""On a place's page: who governs here, from the nearest akim up to the oblast."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries
from hearing_state.territories.place import Place
from hearing_state.web import Panel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place = thing
    found = await queries.governing(context, place.code)
    return {"governing": found} if found else None


PANEL = Panel(slot="place", order=10, template="agencies/panels/place.html", load=load)
