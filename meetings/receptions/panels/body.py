"""On a body's page: when its heads receive people next, and months without a reception."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.receptions import monthly, queries
from meetings.receptions.wording import month_names

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    lines = await queries.offered(context, agency=body.id)
    owed = await monthly.of_office(context, body)
    if not lines and owed is None:
        return None
    return {"body": body, "lines": lines[:SHOWN], "owed": owed, "month_names": month_names}


PANEL = Panel(slot="body", order=45, template="meetings/receptions/panels/body.html", load=load)
