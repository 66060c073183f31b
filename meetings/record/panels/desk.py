"""On the organisers' desk: minutes that wait, results that are owed, quarterly reports that are due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.record import wording
from meetings.record.desk import work_of
from meetings.record.report_wording import quarter_name


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    agency_ids: list[UUID] = thing
    found = await work_of(context, agency_ids) if agency_ids else None
    if found is None or found.is_empty:
        return None
    return {"work": found, "words": wording, "quarter_name": quarter_name}


PANEL = Panel(slot="meetings.desk", order=40, template="meetings/record/panels/desk.html", load=load)
