"""On a place's page: what its people are owed, with all that lies under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.deadlines.board import totals
from hearing_state.territories.place import Place
from hearing_state.web import Panel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place = thing
    found = await totals(context, place=place.code)
    return {"totals": found} if found.all else None


PANEL = Panel(slot="place", order=20, template="deadlines/panels/place.html", load=load)
