"""On a body's page: its calendar of this year and the next, approved or not yet, with the law's day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.web import Panel
from meetings.planning import listing
from meetings.planning.drafts import drafts as drafts_of
from meetings.planning.drafts import halves_at_hand
from meetings.planning.naming import part_name
from meetings.planning.plan import State
from meetings.planning.yearly import years_at_hand


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    body: Agency = thing
    if body.is_dissolved:
        return None
    years = []
    for year in years_at_hand(context.today):
        (line,) = await listing.lines(context, [body], year)
        approved = [each for each in line.plans if each.state is State.APPROVED]
        if approved or line.standing:
            years.append((year, approved, line.standing, line.paper))
    drafts = (await drafts_of(context, [body], halves_at_hand(context.today))).get(body.id, [])
    if not years and not drafts:
        return None
    return {"body": body, "years": years, "drafts": drafts, "part_name": part_name}


PANEL = Panel(slot="body", order=40, template="meetings/planning/panels/body.html", load=load)
