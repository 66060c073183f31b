"""An interpreter puts the microphone down. Her channel has the floor's sound from then on."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.interpretation import held


class Stop(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Stop) -> Subject:
    return await crew.subject(context, wish.meeting, Task.INTERPRETATION)


@action("interpretation.stop", entry="interpretation.stopped", about=about, public=False)
async def stop(context: Context, wish: Stop) -> None:
    """Raises Conflict where she has no microphone."""
    await held.end(context, await held.own(context, await held.open_hall(wish.meeting)))
