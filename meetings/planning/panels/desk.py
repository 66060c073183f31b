"""On the organisers' desk: this year's plan and, near the law's day, the next one's: approved, not yet, overdue since when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.web import Panel
from meetings.planning import listing
from meetings.planning.console import wording
from meetings.planning.drafts import drafts as drafts_of
from meetings.planning.drafts import halves_at_hand
from meetings.planning.naming import part_name
from meetings.planning.yearly import years_at_hand

OFFICES_MAX = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    offices = sorted((await agencies.agencies(context, thing)).values(), key=lambda each: each.name_kk)
    if not offices:
        return None
    years = [
        (year, await listing.lines(context, offices[:OFFICES_MAX], year))
        for year in years_at_hand(context.today)
    ]
    drafts = await drafts_of(context, offices[:OFFICES_MAX], halves_at_hand(context.today))
    return {
        "years": years,
        "drafts": [(each, drafts[each.id]) for each in offices if each.id in drafts],
        "has_several": len(offices) > 1,
        "words": wording,
        "part_name": part_name,
    }


PANEL = Panel(slot="meetings.desk", order=10, template="meetings/planning/panels/desk.html", load=load)
