"""The meeting's office takes the recording from the public, and says why."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.replay.changing import change
from meetings.replay.recording import State
from meetings.schedule import queries as schedule


class Withdraw(Wish):
    """``reason`` stands on the page of the replay."""

    meeting: str = Field(max_length=20)
    reason: str = Field(min_length=10, max_length=1000)


async def about(context: Context, wish: Withdraw) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("replay.withdraw", entry="replay.withdrawn", about=about, hides=True)
async def withdraw(context: Context, wish: Withdraw) -> None:
    """Raises NotFound without a recording, Conflict where it is not public."""
    await change(context, wish.meeting, (State.PUBLISHED,), State.WITHDRAWN, wish.reason)
    context.record("replay.withdrawn", wish.meeting)
    context.tell("replay.withdrawn", wish.meeting)
