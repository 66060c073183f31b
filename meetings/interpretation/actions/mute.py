"""An interpreter mutes herself, to cough or to look up a word: until she goes on, her channel has the floor's sound."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.interpretation import held


class Mute(Wish):
    meeting: str = Field(max_length=20)
    muted: bool = True


async def about(context: Context, wish: Mute) -> Subject:
    return await crew.subject(context, wish.meeting, Task.INTERPRETATION)


@action("interpretation.mute", entry="interpretation.muted", about=about, public=False)
async def mute(context: Context, wish: Mute) -> None:
    """Raises Conflict where she has no microphone."""
    booth = await held.own(context, await held.open_hall(wish.meeting))
    booth.is_muted = wish.muted
    await booth.save(update_fields=["is_muted"])
