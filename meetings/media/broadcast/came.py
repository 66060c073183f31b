"""A packet of the stage, on its way from the media loop into the packager's thread. Pure but for what a packet is."""

from __future__ import annotations

from dataclasses import dataclass

from meetings.media.recording.frames import Heard
from meetings.media.rtc.packets import Report


@dataclass(frozen=True, slots=True)
class Came:
    """``key``: of its source; ``report``: the source's newest, by which its timestamps are understood."""

    key: int
    kind: str
    publisher: str
    heard: Heard
    report: Report | None
