"""A recording that is older than may be kept is forgotten. Its files went before. Called by the house itself."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.replay.keeping import oldest
from meetings.schedule import queries as schedule

_FORGET = "DELETE FROM replay_recording WHERE meeting_id = $1 AND made_at < $2"


class Forget(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Forget) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("replay.forget", entry="replay.forgotten", about=about, public=False)
async def forget(context: Context, wish: Forget) -> None:
    """Raises NotFound where there is none, or one that is still kept."""
    meeting = await schedule.meeting(context, wish.meeting)
    if not await execute(_FORGET, meeting.id, oldest(context.now)):
        raise NotFound("replay.not_found")
    context.record("replay.forgotten", wish.meeting)
