"""An interpreter takes the microphone of a channel: a free one, or one that the other interpreter hands over."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.interpretation import held
from meetings.interpretation.channel import Channel, goes_round
from meetings.interpretation.models import BoothRow


class Take(Wish):
    """``hears``: what she interprets from."""

    meeting: str = Field(max_length=20)
    channel: Channel
    hears: Channel = Channel.FLOOR


async def about(context: Context, wish: Take) -> Subject:
    return await crew.subject(context, wish.meeting, Task.INTERPRETATION, wish.channel.value)


@action("interpretation.take", entry="interpretation.taken", about=about, public=False)
async def take(context: Context, wish: Take) -> None:
    """Another channel of her own ends with it. Raises Conflict where somebody else speaks and hands nothing over, Invalid for a circle."""
    meeting = await held.open_hall(wish.meeting)
    there = await BoothRow.filter(meeting_id=meeting.id, ended_at__isnull=True)
    others = [each for each in there if each.person_id != context.actor.person_id]
    relays = {Channel(each.channel): Channel(each.hears) for each in others}
    if wish.hears is wish.channel or goes_round(wish.channel, wish.hears, relays):
        raise Invalid("interpretation.circle", field="hears")
    speaking = next((each for each in others if each.channel == wish.channel), None)
    if speaking is not None and speaking.offered_at is None:
        raise Conflict("interpretation.taken")
    for each in there:
        if each is speaking or each.person_id == context.actor.person_id:
            await held.end(context, each)
    made = BoothRow(
        id=new_id(), meeting_id=meeting.id, channel=wish.channel.value, person_id=context.actor.person_id,
        hears=wish.hears.value, began_at=context.now,
    )  # fmt: skip
    await made.save(force_create=True)
    context.record("interpretation.taken", meeting.ref, channel=wish.channel.value)
