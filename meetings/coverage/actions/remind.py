"""The office that owes a meeting at social tension is told once each: three days before the last day, and on it."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from meetings.coverage import reminders
from meetings.coverage.reminders import Kind


class Remind(Wish):
    pass


@action("tension.remind", entry="tension.reminded", public=False)
async def remind(context: Context, wish: Remind) -> int:
    """How many were told."""
    del wish
    told = 0
    for kind in (Kind.NEAR, Kind.TODAY):
        for each in await reminders.newly_told(context, kind):
            context.tell("tension.near", each["place_code"], declaration=each["id"], due_on=each["due_on"])
            told += 1
    return told
