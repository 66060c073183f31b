"""An interpreter chooses what she interprets from: the floor, or another interpreter where she does not know the floor's language."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.interpretation import held, queries
from meetings.interpretation.channel import Channel, goes_round


class Relay(Wish):
    meeting: str = Field(max_length=20)
    hears: Channel


async def about(context: Context, wish: Relay) -> Subject:
    return await crew.subject(context, wish.meeting, Task.INTERPRETATION)


@action("interpretation.relay", entry="interpretation.relayed", about=about, public=False)
async def relay(context: Context, wish: Relay) -> None:
    """Raises Conflict where she has no microphone, Invalid where interpreters would hear themselves in a circle."""
    meeting = await held.open_hall(wish.meeting)
    booth = await held.own(context, meeting)
    own = Channel(booth.channel)
    others = {
        each.channel: each.hears for each in await queries.booths(meeting.id) if each.channel is not own
    }
    if wish.hears is own or goes_round(own, wish.hears, others):
        raise Invalid("interpretation.circle", field="hears")
    booth.hears = wish.hears.value
    await booth.save(update_fields=["hears"])
