"""The last day of a meeting at social tension has passed without one: one public entry. That it is overdue was true at midnight already."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from meetings.coverage import reminders
from meetings.coverage.reminders import Kind


class Miss(Wish):
    pass


@action("tension.miss", entry="tension.missed")
async def miss(context: Context, wish: Miss) -> int:
    """How many were found."""
    del wish
    found = await reminders.newly_told(context, Kind.MISSED)
    for each in found:
        place, due_on = each["place_code"], each["due_on"]
        context.record(
            "tension.missed", place, agency=each["agency_id"], declared_on=each["declared_on"], due_on=due_on
        )
        context.tell("tension.missed", place, declaration=each["id"], due_on=due_on)
    return len(found)
