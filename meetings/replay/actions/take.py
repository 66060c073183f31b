"""A meeting's recording was joined: its office may publish it now. Called by the house itself."""

from __future__ import annotations

import json

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State as MeetingState

_PUT = """
INSERT INTO replay_recording AS r (id, meeting_id, state, folder, begun_at, seconds, files, gaps, made_at)
VALUES ($1, $2, 'made', $3, $4, $5, $6::jsonb, $7::jsonb, $8)
ON CONFLICT (meeting_id) DO UPDATE SET folder = $3, begun_at = $4, seconds = $5, files = $6::jsonb, gaps = $7::jsonb, made_at = $8
WHERE r.state = 'made' RETURNING id
"""
DAY = 86_400


class TakenFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^(sound\.(webm|m4a)|picture\.(webm|mp4))$")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Take(Wish):
    """``folder``: under ``recordings`` in the data directory. ``gaps``: (second, length) where nobody was recorded."""

    meeting: str = Field(max_length=20)
    folder: str = Field(pattern="^[a-z0-9][a-z0-9-]{0,63}$")
    begun_at: AwareDatetime
    seconds: float = Field(gt=0, le=DAY)
    files: tuple[TakenFile, ...] = Field(min_length=1, max_length=4)
    gaps: tuple[tuple[float, float], ...] = Field(default=(), max_length=1000)


async def about(context: Context, wish: Take) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("replay.take", entry="replay.taken", about=about, public=False)
async def take(context: Context, wish: Take) -> None:
    """May be called again until the recording is published: Conflict from then on, and before the meeting's end."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, MeetingState.HELD, MeetingState.RECORDED)
    files = json.dumps([each.model_dump() for each in wish.files])
    made = await value(
        _PUT, new_id(), meeting.id, wish.folder, wish.begun_at, wish.seconds, files, json.dumps(wish.gaps), context.now
    )  # fmt: skip
    if made is None:
        raise Conflict("replay.not_in_this_state")
    context.record("replay.taken", meeting.ref, seconds=round(wish.seconds))
