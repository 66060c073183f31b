"""On the home page: what was answered last and what is overdue, in the chosen place or in the whole country."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.questions import queries
from hearing_state.questions.conditions import Filters
from hearing_state.questions.pages.wording import state_name
from hearing_state.territories.place import Place
from hearing_state.web import Panel

SHOWN = 3
OVERDUE_COUNTED = 100
"""Where there are more, the link to them says no number."""


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    place: Place | None = thing
    code = place.code if place else ""
    overdue = await queries.listed(context, Filters(place=code, overdue=True), OVERDUE_COUNTED)
    answered = await queries.latest_answers(context, code, SHOWN)
    if not overdue.items and not answered:
        return None
    return {
        "code": code,
        "overdue": overdue.items[:SHOWN],
        "overdue_page": overdue,
        "answered": answered,
        "state_name": state_name,
    }


PANEL = Panel(slot="home", order=10, template="questions/panels/home.html", load=load)
