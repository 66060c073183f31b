"""On the home page: how many wait to be met, in the chosen place or in the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.territories.place import Place
from hearing_state.web import Panel
from meetings.coverage import queries, recent, waiting
from meetings.coverage.panels.place import PARTED
from meetings.coverage.totals import Totals
from meetings.coverage.wording import WORDING


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place | None = thing
    if place is None:
        totals, main = (await recent.nation(context)).totals, None
    elif place.level in PARTED:
        totals, main = await queries.totals_within(context, place), None
    else:
        lines = await waiting.of_place(context, place)
        totals, main = Totals(), lines[0] if lines else None
    if not totals.duties and main is None:
        return None
    return {**WORDING, "here": place, "totals": totals, "main": main}


PANEL = Panel(slot="home", order=6, template="meetings/coverage/panels/home.html", load=load)
