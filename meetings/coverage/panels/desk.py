"""On the organisers' desk: places of their offices that wait, each one step from a meeting there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.coverage import tension, waiting
from meetings.coverage.wording import WORDING
from meetings.duties.duty import Standing

SHOWN = 10


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    agencies: Sequence[UUID] = thing
    if not agencies:
        return None
    return {
        **WORDING,
        "waiting": await waiting.of_offices(context, agencies, (Standing.OVERDUE, Standing.DUE_SOON), SHOWN),
        "tensions": await tension.open_of(context, agencies),
    }


PANEL = Panel(slot="meetings.desk", order=5, template="meetings/coverage/panels/desk.html", load=load)
