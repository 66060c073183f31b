"""How a planned meeting is held, and by whom, is changed in the draft; its hour is moved by ``move_entry``."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight
from meetings.planning.plan import NOTE_MAX
from meetings.schedule.meeting import Mode


class ChangeEntry(Wish):
    """All details as they shall stand. ``version``: of the entry as it was read."""

    plan: str = Field(max_length=20)
    entry: UUID
    version: int
    mode: Mode
    is_deputy: bool = False
    note: str = Field("", max_length=NOTE_MAX)


async def about(context: Context, wish: ChangeEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.change_entry", entry="plan.edited", about=about, public=False)
async def change_entry(context: Context, wish: ChangeEntry) -> None:
    """Raises Conflict where somebody changed the entry meanwhile."""
    del context
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    row = await held.hold_entry(plan, wish.entry)
    held.must_be_as_seen(row, wish.version)
    row.mode, row.is_deputy, row.note = wish.mode.value, wish.is_deputy, wish.note
    row.version += 1
    await row.save()
    await plan.save()
