"""On a body's page: how it keeps its word, in numbers with their formula; what is overdue first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.commitments import queries

SHOWN = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    filters = queries.Filters(agencies=(body.id,))
    counts = await queries.kept(context, filters)
    if not counts.all:
        return None
    overdue = await queries.firsts(context, "overdue", filters, SHOWN) if counts.overdue else []
    due = await queries.firsts(context, "due", filters, SHOWN - len(overdue)) if counts.due else []
    return {"body": body, "counts": counts, "overdue": overdue, "due": due}


PANEL = Panel(slot="body", order=30, template="meetings/commitments/panels/body.html", load=load)
