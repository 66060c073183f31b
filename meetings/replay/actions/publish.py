"""The meeting's office gives the recording to the public."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.replay.changing import change
from meetings.replay.recording import State
from meetings.schedule import queries as schedule


class Publish(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Publish) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("replay.publish", entry="replay.published", about=about)
async def publish(context: Context, wish: Publish) -> None:
    """Also again, after it was withdrawn. Raises NotFound without a recording, Conflict where it is public."""
    found = await change(context, wish.meeting, (State.MADE, State.WITHDRAWN), State.PUBLISHED)
    context.record("replay.published", wish.meeting, files={each.name: each.sha256 for each in found.files})
    context.tell("replay.published", wish.meeting)
