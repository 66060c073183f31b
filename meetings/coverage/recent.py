"""The country's numbers of some seconds ago: what visitors are shown of a page may be so old, so may a panel on another page."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context
from meetings.coverage import queries
from meetings.coverage.queries import Coverage

SECONDS = 10


class _Recent:
    """One answer for a whole process. With ``kept_seconds`` 0 (as in tests, where the clock stands) nothing is kept."""

    def __init__(self) -> None:
        self._at: datetime | None = None
        self._found: Coverage | None = None

    async def nation(self, context: Context) -> Coverage:
        seconds = min(SECONDS, context.settings.kept_seconds)
        if (
            self._found is not None
            and self._at is not None
            and 0 <= (context.now - self._at).total_seconds() < seconds
        ):
            return self._found
        found = await queries.nation(context)
        self._at, self._found = context.now, found
        return found


_RECENT = _Recent()


async def nation(context: Context) -> Coverage:
    """The country as it was at most ten seconds ago. The order of its parts is the alphabet of whoever asked first."""
    return await _RECENT.nation(context)
