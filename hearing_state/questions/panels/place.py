"""On a place's page: how many questions wait and how long, what is overdue, what was answered last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.questions import queries
from hearing_state.questions.ages import Ages, open_by_age
from hearing_state.questions.conditions import Filters
from hearing_state.questions.listing import firsts
from hearing_state.questions.pages.wording import state_name
from hearing_state.territories.place import Place
from hearing_state.web import Panel

SHOWN = 3


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place = thing
    counts = await queries.counts_for_place(context, place.code)
    if not counts.all:
        return None
    (overdue,) = await firsts(context, Filters(place=place.code, overdue=True), limit=SHOWN)
    ages: Ages = await open_by_age(context, place.code)
    return {
        "counts": counts,
        "origin": context.settings.site_url.rstrip("/"),
        "ages": ages,
        "overdue": overdue,
        "answered": await queries.latest_answers(context, place.code, SHOWN),
        "state_name": state_name,
    }


PANEL = Panel(slot="place", order=10, template="questions/panels/place.html", load=load)
