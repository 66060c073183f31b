"""On a question's own page: who was reminded of its last day, and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.deadlines.reminders import reminded_of
from hearing_state.questions.views import Shown
from hearing_state.web import Panel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    question: Shown = thing
    told = await reminded_of(context, question.clock_id)
    return {"told": told, "question": question} if told else None


PANEL = Panel(slot="question", order=20, template="questions/panels/ladder.html", load=load)
