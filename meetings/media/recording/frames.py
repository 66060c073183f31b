"""From packets, as they arrive, to whole frames in their order. Nothing is decoded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aiortc.codecs.h264 import h264_depayload
from aiortc.codecs.vpx import vp8_depayload

from meetings.media.rtc.packets import HALF, M16, M32, starts_key_frame

_WAITS = {"audio": 12, "video": 96}
"""Packets that may come before a missing one is given up."""
_RESTART = 1000
_FRAME_BYTES = 1 << 20
_HALF32 = 0x80000000


@dataclass(frozen=True)
class Heard:
    """What a recorder needs of one packet. ``at``: when it came, seconds of the steady clock."""

    codec: str
    ssrc: int
    number: int
    timestamp: int
    marker: bool
    payload: bytes
    at: float


@dataclass(frozen=True)
class Frame:
    """``timestamp`` goes on beyond 32 bits. ``lost``: packets that are missing just before it."""

    codec: str
    ssrc: int
    data: bytes
    timestamp: int
    is_key: bool
    at: float
    lost: int = 0


class Frames:
    """Of one stream. After a loss in a picture nothing comes until the next key frame; `wants_key` says so.

    ``waits``: packets that may come before a missing one is given up; live listeners wait for less than a recording.
    """

    def __init__(self, kind: str, waits: int | None = None) -> None:
        self.kind, self.wants_key = kind, kind == "video"
        self._waits = _WAITS[kind] if waits is None else waits
        self._ssrc: int | None = None
        self._next = self._last = self._lost = 0
        self._early: dict[int, Heard] = {}
        self._parts: list[bytes] = []
        self._size = 0
        self._is_key = False
        self._shown: Heard | None = None

    def take(self, heard: Heard) -> Iterator[Frame]:
        ahead = ((heard.number - self._next + HALF) & M16) - HALF
        if heard.ssrc != self._ssrc or abs(ahead) > _RESTART:
            self._begin(heard)
            ahead = 0
        if ahead < 0:
            return
        self._early[heard.number] = heard
        if len(self._early) > self._waits:
            self._give_up()
        while self._next in self._early:
            one = self._early.pop(self._next)
            self._next = (self._next + 1) & M16
            yield from self._put(one)

    def _begin(self, heard: Heard) -> None:
        self._ssrc, self._next, self._last = heard.ssrc, heard.number, heard.timestamp
        self._early.clear()
        self._forget()
        self.wants_key = self.kind == "video"

    def _give_up(self) -> None:
        """The packets before the earliest one that is there will not come any more."""
        missing = min((number - self._next) & M16 for number in self._early)
        self._next = (self._next + missing) & M16
        self._lost += missing
        self._forget()
        self.wants_key = self.kind == "video"

    def _forget(self) -> None:
        self._parts, self._size, self._is_key, self._shown = [], 0, False, None

    def _put(self, one: Heard) -> Iterator[Frame]:
        if self.kind == "audio":
            if one.payload:
                yield self._frame(one, one.payload, is_key=True)
            return
        if self._shown is not None and self._shown.timestamp != one.timestamp:
            yield from self._whole()
        try:
            part = h264_depayload(one.payload) if one.codec == "video/H264" else vp8_depayload(one.payload)
        except (ValueError, IndexError):
            return  # padding that probes the line, or nonsense
        self._shown = one
        self._is_key = self._is_key or starts_key_frame(one.codec, one.payload)
        self._size += len(part)
        if self._size <= _FRAME_BYTES:
            self._parts.append(part)
        if one.marker:
            yield from self._whole()

    def _whole(self) -> Iterator[Frame]:
        one, data, is_key = self._shown, b"".join(self._parts), self._is_key
        too_long = self._size > _FRAME_BYTES
        self._forget()
        if one is None or not data or (self.wants_key and not is_key):
            return
        if too_long:
            self.wants_key = True
            return
        self.wants_key = False
        yield self._frame(one, data, is_key=is_key)

    def _frame(self, one: Heard, data: bytes, *, is_key: bool) -> Frame:
        self._last += ((one.timestamp - self._last + _HALF32) & M32) - _HALF32
        lost, self._lost = self._lost, 0
        return Frame(one.codec, one.ssrc, data, self._last, is_key, one.at, lost)
