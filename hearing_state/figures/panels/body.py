"""On a body's page: how it answered in the last public month, or in the one that runs, with the way to all figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.figures import queries
from hearing_state.figures.wording import WORDING
from hearing_state.web import Panel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    return {"shown": await queries.latest(context, body), **WORDING}


PANEL = Panel(slot="body", order=11, template="figures/panels/body.html", load=load)
