"""The office is told of files and of the list in time, the visitors that the list is closed: each once."""

from __future__ import annotations

from hearing_state.actions import Context, Wish, action
from meetings.receptions import reminders
from meetings.receptions.models import HoursRow


class Remind(Wish):
    pass


@action("reception.remind", entry="reception.reminded", public=False)
async def remind(context: Context, wish: Remind) -> int:
    """How many occasions were told."""
    del wish
    found = await reminders.newly_told(context)
    refs = {each.id: each.ref for each in await HoursRow.filter(id__in={each.hours_id for each in found})}
    for each in found:
        context.tell(f"reception.{each.kind}", refs[each.hours_id], due_on=each.due_on)
    return len(found)
