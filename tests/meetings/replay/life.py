"""A recording is taken in, published and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearing_state.db import row
from hearing_state.permissions import SYSTEM

THINGS = {"file": "SELECT 'sound.webm'"}
MISSING = {"file": "picture.mp4"}
TAKEN = {
    "folder": "life",
    "seconds": 60.0,
    "files": ({"name": "sound.webm", "sha256": "0" * 64},),
    "gaps": ((10.0, 5.0),),
}


_HELD = """
SELECT ref, started_at FROM schedule_meeting
 WHERE state IN ('held', 'recorded') AND started_at IS NOT NULL AND agency_id = ANY ($1::uuid[]) ORDER BY ref LIMIT 1
"""


async def live(life: Any) -> None:
    """Of a meeting that the official's own office held."""
    held = await row(_HELD, [each.agency_id for each in life.official.actor.grants])
    assert held is not None
    await life.call(life._context, "replay.take", meeting=held["ref"], begun_at=held["started_at"], **TAKEN)
    await life.call(life.official, "replay.publish", meeting=held["ref"])
    reason = "Тұрғын келісімін қайтарып алды."
    await life.call(life.official, "replay.withdraw", meeting=held["ref"], reason=reason)
    years_later = replace(life._context, actor=SYSTEM, now=life._context.now + timedelta(days=2000))
    await life.call(years_later, "replay.forget", meeting=held["ref"])
