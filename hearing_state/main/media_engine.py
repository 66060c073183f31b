"""The media server of a process, as its settings choose it. Imported when it is needed: aiortc takes a second to load."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hearing_state.settings import Settings
from meetings.media.engine import MediaEngine
from meetings.media.limits import NodeLimits


def limits_of(settings: Settings, **more: Any) -> NodeLimits:
    """``more`` as `NodeLimits` names it."""
    return NodeLimits(busy_share=settings.media_busy_share, late_seconds=settings.media_late_seconds, **more)


async def engine_for(settings: Settings, limits: NodeLimits, native: Path | None = None) -> MediaEngine:
    """Started. Unavailable when it cannot forward here; the log says why. ``native`` is the embedded one's folder."""
    if settings.media_engine == "janus":
        from meetings.media.janus.engine import JanusEngine
        from meetings.media.janus.process import JanusPlace

        low, _dash, high = settings.media_ports.partition("-")
        return await JanusEngine.start(
            JanusPlace(settings.media_host, (int(low), int(high)), settings.media_public), limits
        )
    from meetings.media.embedded import EmbeddedEngine, Place

    place = Place(settings.media_host, settings.media_port, settings.media_public, native)
    return await EmbeddedEngine.rehearsed(place, limits)
