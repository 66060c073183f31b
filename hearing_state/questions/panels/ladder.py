"""On a question's own page: who was reminded of its last day, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.questions.views import Shown
from hearing_state.web import Panel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """Read together with the clock: the busiest page asks the database nothing more for it."""
    del context
    question: Shown = thing
    return {"told": question.reminded} if question.reminded else None


PANEL = Panel(slot="question", order=20, template="questions/panels/ladder.html", load=load)
