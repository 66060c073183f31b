"""What the board says of a clock: its title once the matter is public, nothing while it is private."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.deadlines.history import hold


class LabelClock(Wish):
    clock: UUID
    is_public: bool
    title: str | None = None
    language: str | None = Field(None, max_length=2)


@action("deadline.label", entry="deadline.labelled", public=False)
async def label_clock(context: Context, wish: LabelClock) -> None:
    row = (await hold(wish.clock)).row
    title = wish.title if wish.is_public else None
    row.update_from_dict({"is_public": wish.is_public, "title": title, "language": wish.language})
    await row.save()
    context.record("deadline.labelled", row.about, clock=row.id, is_public=row.is_public)
