"""On a body's page: what is open and overdue, how much was settled in time with its formula, what is overdue first, then what is open and what was answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines.board import totals
from hearing_state.questions import queries
from hearing_state.questions.conditions import Filters
from hearing_state.questions.listing import firsts
from hearing_state.questions.pages.wording import state_name
from hearing_state.web import Panel

SHOWN = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    counts = await queries.counts_for_agency(context, body.id)
    open_ones, late, answered = await firsts(
        context,
        Filters(agency=body.id, state="open", sort="due"),
        Filters(agency=body.id, overdue=True),
        Filters(agency=body.id, state="answered"),
        limit=2 * SHOWN,
    )
    late = late[:SHOWN]
    refs = {each.ref for each in late}
    return {
        "body": body,
        "origin": context.settings.site_url.rstrip("/"),
        "counts": counts,
        "duties": await totals(context, agency=body.id),
        "overdue": late,
        "open": [each for each in open_ones if each.ref not in refs][:SHOWN],
        "answered": answered[:SHOWN],
        "state_name": state_name,
    }


PANEL = Panel(slot="body", order=10, template="questions/panels/body.html", load=load)
