"""An interpreter offers her microphone to the other one, and speaks on until that one takes it; or thinks better of it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.interpretation import held


class HandOver(Wish):
    """``offered``: false takes the offer back."""

    meeting: str = Field(max_length=20)
    offered: bool = True


async def about(context: Context, wish: HandOver) -> Subject:
    return await crew.subject(context, wish.meeting, Task.INTERPRETATION)


@action("interpretation.hand_over", entry="interpretation.offered", about=about, public=False)
async def hand_over(context: Context, wish: HandOver) -> None:
    """Raises Conflict where she has no microphone."""
    booth = await held.own(context, await held.open_hall(wish.meeting))
    booth.offered_at = context.now if wish.offered else None
    await booth.save(update_fields=["offered_at"])
