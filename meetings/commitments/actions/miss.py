"""A promised day has passed and nothing was shown: it leaves one public entry. That it is overdue was true at midnight already."""

from __future__ import annotations

from typing import Any

from hearing_state.actions import Context, Wish, action
from meetings.commitments import reminders
from meetings.commitments.models import CommitmentRow


class Miss(Wish):
    pass


@action("commitment.miss", entry="commitment.missed")
async def miss(context: Context, wish: Miss) -> int:
    """How many were found."""
    del wish
    found = await reminders.newly_missed(context)
    for row in await CommitmentRow.filter(id__in=found).order_by("id"):
        facts: dict[str, Any] = {"agency": row.agency_id, "place": row.place_code, "due_on": row.due_on, "first_due_on": row.first_due_on}  # fmt: skip
        context.record("commitment.missed", row.ref, **facts)
        context.tell("commitment.missed", row.ref, meeting=row.meeting_id, **facts)
    return len(found)
