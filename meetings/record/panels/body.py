"""On an office's page: its last quarterly reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.record.progress import quarters_of
from meetings.record.report_wording import quarter_name

SHOWN = 2


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    over = [each for each in await quarters_of(context, body) if each.standing is not None]
    return {"body": body, "quarters": over[:SHOWN], "quarter_name": quarter_name} if over else None


PANEL = Panel(slot="body", order=60, template="meetings/record/panels/body.html", load=load)
