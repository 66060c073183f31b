"""On a question's own page: who was reminded of its last day, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.deadlines.reminders import reminded_of
from hearing_state.questions.views import Shown
from hearing_state.web import Panel

LONGEST_EVE = timedelta(days=14)
"""So far ahead the working day before a last day can lie, however many days are off between them."""


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    question: Shown = thing
    if not _could_be_told(question, context.today):
        return None
    told = await reminded_of(context, question.clock_id)
    return {"told": told, "question": question} if told else None


def _could_be_told(question: Shown, today: date) -> bool:
    """Long before its last day nobody was reminded: the busiest page does not ask the database about it."""
    standing = question.standing
    if standing is None or standing.due_on is None:
        return False
    return (standing.settled_on or today) >= standing.due_on - LONGEST_EVE


PANEL = Panel(slot="question", order=20, template="questions/panels/ladder.html", load=load)
