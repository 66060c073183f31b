"""In the search of the whole site: the questions that match."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.questions import queries
from hearing_state.questions.conditions import Filters
from hearing_state.questions.pages.wording import state_name
from hearing_state.web import Panel

SHOWN = 5


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    text = str(thing)
    found = await queries.listed(context, Filters(text=text))
    if not found.items:
        return None
    return {
        "text": text,
        "questions": found.items[:SHOWN],
        "page": found,
        "state_name": state_name,
    }


PANEL = Panel(slot="search", order=10, template="questions/panels/search.html", load=load)
