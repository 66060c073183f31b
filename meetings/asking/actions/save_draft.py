"""What somebody typed is kept while she signs in. It is gone once it is sent, or after a week."""

from __future__ import annotations

import json

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.ids import new_id, secret_digest
from hearing_state.permissions import Subject
from meetings.schedule import queries as schedule

_KEEP = """
INSERT INTO asking_draft (id, meeting_id, secret_digest, typed, saved_at) VALUES ($1, $2, $3, $4::jsonb, $5)
ON CONFLICT (meeting_id, secret_digest) DO UPDATE SET typed = EXCLUDED.typed, saved_at = EXCLUDED.saved_at
"""


class SaveDraft(Wish):
    """Only lengths are checked: it may be half done. ``secret``: the browser's."""

    meeting: str = Field(max_length=20)
    secret: str = Field(min_length=20, max_length=100)
    text: str = Field("", max_length=4_000)
    language: str = Field("", max_length=2)
    place: str = Field("", max_length=9)
    topic: str = Field("", max_length=40)
    is_named: str = Field("", max_length=5)


async def about(context: Context, wish: SaveDraft) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("asking.save_draft", entry="asking.draft_saved", about=about, public=False, repeatable=False)
async def save_draft(context: Context, wish: SaveDraft) -> None:
    meeting = await schedule.meeting(context, wish.meeting)
    typed = json.dumps(wish.model_dump(exclude={"meeting", "secret"}), ensure_ascii=False)
    await execute(_KEEP, new_id(), meeting.id, secret_digest(wish.secret), typed, context.now)
