"""How long recordings are kept: as the table of retention says."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearing_state.retention import RETENTION


def oldest(now: datetime) -> datetime:
    """Whatever was made before this moment is kept no longer."""
    return now - timedelta(days=RETENTION.days("replay_recording", "files"))
