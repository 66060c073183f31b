"""On the home page: which promises are overdue, in the chosen place or in the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.commitments import queries

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place | None = thing
    code = place.code if place else ""
    found = await queries.listed(context, "overdue", queries.Filters(place=code))
    if not found.items:
        return None
    return {"code": code, "lines": found.items[:SHOWN], "total": found.total}


PANEL = Panel(slot="home", order=30, template="meetings/commitments/panels/home.html", load=load)
