"""On a body's page: how it keeps its duty to meet people, who waits longest, how much is held online."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.coverage import queries, tension, waiting
from meetings.coverage.wording import WORDING
from meetings.duties import queries as duties
from meetings.duties.duty import Standing

SHOWN = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    if body.is_dissolved:
        return None
    totals, _quarters = await queries.of_offices(context, [body.id])
    if not totals.duties and not totals.held:
        return None
    return {
        **WORDING,
        "body": body,
        "totals": totals,
        "wanted": await duties.norm(context, "online_share_percent"),
        "worst": await waiting.of_offices(context, [body.id], (Standing.OVERDUE, Standing.DUE_SOON), SHOWN),
        "tensions": await tension.open_of(context, [body.id]),
    }


PANEL = Panel(slot="body", order=5, template="meetings/coverage/panels/body.html", load=load)
