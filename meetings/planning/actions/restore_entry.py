"""A planned meeting that was taken out of the draft stands in it again, where it stood."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.planning import held, sight


class RestoreEntry(Wish):
    plan: str = Field(max_length=20)
    entry: UUID


async def about(context: Context, wish: RestoreEntry) -> Subject:
    return await sight.subject(context, wish.plan)


@action("plan.restore_entry", entry="plan.edited", about=about, public=False)
async def restore_entry(context: Context, wish: RestoreEntry) -> None:
    """Of one that was not removed nothing changes."""
    del context
    plan = await held.hold(wish.plan)
    held.step(plan, "edit")
    row = await held.hold_entry(plan, wish.entry)
    if row.removed_at is None:
        return
    row.removed_at = None
    row.version += 1
    await row.save()
    await plan.save()
