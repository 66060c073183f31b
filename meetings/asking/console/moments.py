"""An hour typed as clocks in Kazakhstan show it, on the day of the meeting."""

from __future__ import annotations

from datetime import datetime, time

from hearing_state.clock import ALMATY
from hearing_state.errors import Invalid
from meetings.schedule.meeting import Meeting


def moment_from(meeting: Meeting, typed: str) -> datetime | None:
    """None where nothing was typed. Raises Invalid for what is no hour."""
    text = typed.strip()
    if not text:
        return None
    try:
        hour = time.fromisoformat(text.zfill(5))
    except ValueError:
        raise Invalid("meeting.hour_not_understood", field="at") from None
    return datetime.combine(meeting.on, hour.replace(tzinfo=None), ALMATY)
