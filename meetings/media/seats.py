"""What a room asks of those who are in it, whichever engine carries them: what comes in, what goes out, and where to. Pure."""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from meetings.media.engine import Picture

PICTURE_SECTIONS = ((Picture.CAMERA, "high"), (Picture.CAMERA, "low"), (Picture.SCREEN, "high"))
"""What the video sections of a publisher's offer carry, in their order, when they have no layers of their own (RID)."""


class Pause(enum.Enum):
    """Why a slot sends nothing. The line's healing does not undo what the listener wished."""

    WISH = "wish"
    LINE = "line"


class Source(Protocol):
    """One encoding of a sound or picture that comes in."""

    key_requests: int

    @property
    def bitrate(self) -> int:
        """In bit/s as measured, 0 while nothing comes. An engine that measures nothing gives numbers that put layers in order."""
        ...

    def loudness(self, now: float) -> float: ...

    def tick(self, now: float) -> None: ...


class Publisher(Protocol):
    """``sources`` by name (``sound``, ``camera.high`` …); ``pictures`` by what they show, then by layer."""

    person: str

    @property
    def sound(self) -> Source | None: ...

    @property
    def pictures(self) -> Mapping[Picture, Mapping[str, Any]]: ...

    @property
    def sources(self) -> Mapping[str, Source]: ...

    def forward(self) -> None: ...

    def stop_forwarding(self) -> None: ...


class Slot(Protocol):
    """One place for sound or picture at a listener. It shows sources of its own engine."""

    loss: float
    estimate: int | None
    resent: int

    @property
    def wanted(self) -> Any: ...

    @property
    def shows(self) -> Any: ...

    @property
    def sent_packets(self) -> int: ...

    def show(self, source: Any, *, at_once: bool = ...) -> None: ...

    def pause(self, why: Pause) -> None: ...

    def resume(self, why: Pause) -> None: ...

    def closed(self) -> None: ...


class Listener(Protocol):
    person: str

    @property
    def voices(self) -> Sequence[Slot]: ...

    @property
    def pictures(self) -> Sequence[Slot]: ...

    @property
    def slots(self) -> Sequence[Slot]: ...

    def report(self, now: float) -> None: ...
