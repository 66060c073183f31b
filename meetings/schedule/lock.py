"""A meeting kept as it is while another room writes what hangs on it: the one lock that all rooms take first, so that none waits crosswise.

NO KEY: rows that merely name the meeting (votes, questions, registrations of others) are written meanwhile.
"""

from __future__ import annotations

from uuid import UUID

from hearing_state.db import row
from meetings.schedule.meeting import Meeting
from meetings.schedule.queries import COLUMNS, meeting_from

_LOCKED = f"SELECT {COLUMNS} FROM schedule_meeting m WHERE m.{{}} = $1 FOR NO KEY UPDATE OF m"


async def hold(ref: str) -> Meeting:
    """The meeting, its row locked until the transaction ends. Raises NotFound."""
    return meeting_from(await row(_LOCKED.format("ref"), ref))


async def hold_by_id(meeting_id: UUID) -> Meeting:
    """The same, by key. Raises NotFound."""
    return meeting_from(await row(_LOCKED.format("id"), meeting_id))
