"""A body ended: its successor holds every question that it held, answered ones too. Their clocks are handed over by the deadlines package."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.questions import held
from hearing_state.questions.models import QuestionRow


class Reassign(Wish):
    from_agency: UUID
    to_agency: UUID


@action("question.reassign", entry="question.reassigned")
async def reassign(context: Context, wish: Reassign) -> int:
    """How many questions changed hands."""
    rows = await QuestionRow.filter(agency_id=wish.from_agency).select_for_update().order_by("id")
    for row in rows:
        row.agency_id = wish.to_agency
        if row.closed_at is None:
            await held.leave_desk(row)
        await row.save()
        await held.happened(
            context, row, "reassigned", from_agency=wish.from_agency, to_agency=wish.to_agency
        )
    await execute(
        "UPDATE questions_template SET agency_id = $2 WHERE agency_id = $1", wish.from_agency, wish.to_agency
    )
    if not rows:
        context.record(
            "question.reassigned", str(wish.from_agency), to_agency=str(wish.to_agency), questions=0
        )
    return len(rows)
