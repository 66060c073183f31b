"""On the organisers' desk: requests to be received that wait, protocols to hand over, files that are due or late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.receptions import queries, visitors

_PRESSING = frozenset({"due_soon", "overdue"})


async def load(context: Context, _thing: Any) -> Mapping[str, Any] | None:
    if not permitted(context, "reception.see_desk"):
        return None
    waiting = await queries.desk_count(context)
    due = [each for each in await visitors.ahead(context) if each.file and each.file.state in _PRESSING]
    return {"waiting": waiting, "due": due} if waiting or due else None


PANEL = Panel(slot="meetings.desk", order=60, template="meetings/receptions/panels/desk.html", load=load)
