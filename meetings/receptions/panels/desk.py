"""On the organisers' desk: requests to be received that wait, and protocols to hand over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context, permitted
from hearing_state.web import Panel
from meetings.receptions import queries


async def load(context: Context, _thing: Any) -> Mapping[str, Any] | None:
    if not permitted(context, "reception.see_desk"):
        return None
    waiting = await queries.desk_count(context)
    return {"waiting": waiting} if waiting else None


PANEL = Panel(slot="meetings.desk", order=60, template="meetings/receptions/panels/desk.html", load=load)
