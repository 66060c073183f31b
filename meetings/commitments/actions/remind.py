"""The owner is told once each: seven days before the day, on its eve, on the day itself."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from meetings.commitments import reminders
from meetings.commitments.models import CommitmentRow


class Remind(Wish):
    pass


@action("commitment.remind", entry="commitment.reminded", public=False)
async def remind(context: Context, wish: Remind) -> int:
    """How many were told."""
    del wish
    told = 0
    for kind, found in (await reminders.newly_near(context)).items():
        for row in await CommitmentRow.filter(id__in=found).order_by("id"):
            context.tell("commitment.near", row.ref, when=kind.value, due_on=row.due_on, agency=row.agency_id)
            told += 1
    return told
