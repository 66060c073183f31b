"""On a place's page: what was promised to it and to all that lies under it, overdue first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.commitments import queries

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    here: Place = thing
    filters = queries.Filters(place=here.code)
    counts = await queries.kept(context, filters)
    if not counts.all:
        return None
    overdue = await queries.firsts(context, "overdue", filters, SHOWN) if counts.overdue else []
    due = await queries.firsts(context, "due", filters, SHOWN) if counts.due else []
    return {"here": here, "counts": counts, "overdue": overdue, "due": due}


PANEL = Panel(slot="place", order=30, template="meetings/commitments/panels/place.html", load=load)
