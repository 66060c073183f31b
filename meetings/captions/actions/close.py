"""An hour after the meeting its captions are closed: the public log gets their digests, and no letter changes any more."""

from __future__ import annotations

import json

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from meetings.captions import queries
from meetings.captions.captions import CLOSED_AFTER, digest
from meetings.schedule import lock
from meetings.schedule import queries as schedule

_CLOSE = """
INSERT INTO captions_closed (meeting_id, closed_at, digests) VALUES ($1, $2, $3::jsonb) ON CONFLICT DO NOTHING RETURNING meeting_id
"""


class Close(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: Close) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("captions.close", entry="captions.closed", about=about)
async def close(context: Context, wish: Close) -> dict[str, str]:
    """Language and digest. Raises Conflict before its time, and where they are closed already."""
    meeting = await lock.hold(wish.meeting)
    if meeting.finished_at is None or context.now < meeting.finished_at + CLOSED_AFTER:
        raise Conflict("captions.not_yet")
    digests = {
        language: digest(await queries.of_meeting(meeting.id, language))
        for language in await queries.counted(meeting.id)
    }
    if await value(_CLOSE, meeting.id, context.now, json.dumps(digests)) is None:
        raise Conflict("captions.too_late")
    context.record("captions.closed", meeting.ref, digests=digests)
    return digests
