"""An administrator looks after work that failed too often: tries it again, or gives it up."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import NotFound
from hearing_state.jobs import dead_letters


class Row(Wish):
    row: int = Field(ge=1, le=2**62)


@action("outbox.revive", entry="outbox.revived", public=False)
async def revive(context: Context, wish: Row) -> None:
    """Raises NotFound where it does not lie there any more."""
    if not await dead_letters.revive(wish.row, context.now):
        raise NotFound("outbox.not_found")
    context.record("outbox.revived", f"outbox:{wish.row}")


@action("outbox.discard", entry="outbox.discarded", public=False)
async def discard(context: Context, wish: Row) -> None:
    """Raises NotFound where it does not lie there any more."""
    if not await dead_letters.discard(wish.row, context.now):
        raise NotFound("outbox.not_found")
    context.record("outbox.discarded", f"outbox:{wish.row}")
