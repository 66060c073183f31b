"""A caption's row is written: after the commit whoever listens is told by the table itself."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import value
from meetings.captions.captions import Source

_PUT = """
INSERT INTO captions_line (meeting_id, language, text, source, said_at, written_by) VALUES ($1, $2, $3, $4, $5, $6) RETURNING number
"""


async def line(context: Context, meeting_id: UUID, language: str, text: str, source: Source) -> int:
    written_by = context.actor.person_id if source is Source.TYPED else None
    return int(await value(_PUT, meeting_id, language, text, source.value, context.now, written_by))
