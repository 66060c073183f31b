"""A meeting has ended: it lives on no node any more."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.permissions import Subject

_RELEASE = "DELETE FROM nodes_placement WHERE meeting_id = $1"


class ReleaseMeeting(Wish):
    meeting: UUID


async def about(_context: Context, wish: ReleaseMeeting) -> Subject:
    return Subject(about=str(wish.meeting))


@action("node.release", entry="node.meeting_released", about=about, public=False)
async def release_meeting(_context: Context, wish: ReleaseMeeting) -> None:
    """What was not placed is released already."""
    await execute(_RELEASE, wish.meeting)
