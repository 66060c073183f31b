"""One stream of one person on its way to disk: where a piece begins and ends, and which gaps are marked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import structlog

from meetings.media.recording.frames import Frame, Frames, Heard
from meetings.media.recording.pieces import (
    GAP_DISK,
    GAP_LOST,
    GAP_NO_KEY,
    GAP_QUEUE,
    LONGEST_SECONDS,
    PIECE_SECONDS,
    Gap,
    Piece,
)
from meetings.media.recording.shelf import Shelf, digest_of
from meetings.media.recording.writing import ENDINGS, PieceFile, vp8_size
from meetings.media.rtc.packets import CLOCK_RATES

log = structlog.get_logger("media")

_DRIFT_SECONDS = 1.0
_STILL_SECONDS = 1.0
_LAST_MOMENT = 0.25
"""A piece ends this much before the longest time, so that its last frame still fits."""


@dataclass(frozen=True)
class Name:
    publisher: str
    stream: str
    kind: str


@dataclass
class _Open:
    file: PieceFile
    name: str
    start: float
    shape: bytes
    at: float
    lost: int = 0


class Track:
    """``zero``: the steady clock's value at the zero of the meeting's clock. Lives in the writer's thread."""

    def __init__(self, name: Name, shelf: Shelf, zero: float) -> None:
        self.name = name
        self.frames = Frames(name.kind)
        self._shelf, self._zero = shelf, zero
        self._open: _Open | None = None
        self._anchor: tuple[int, int, float] | None = None
        self._missing_from: tuple[float, str, int] | None = None

    @property
    def wants_key(self) -> bool:
        """Ask the publisher for a key frame: none came yet, or the piece is long enough."""
        if self.name.kind != "video":
            return False
        return self.frames.wants_key or self._open is None or self._open.file.seconds >= PIECE_SECONDS

    def take(self, heard: Heard) -> None:
        if heard.codec not in ENDINGS:
            return
        for frame in self.frames.take(heard):
            self._frame(frame)

    def dropped(self, packets: int, at: float) -> None:
        """The writer could not follow: so many packets before ``at`` never came here."""
        opened = self._open
        start = opened.start + opened.file.seconds if opened else at - self._zero
        self._end()
        self.frames = Frames(self.name.kind)
        self._miss(start, GAP_QUEUE, packets)

    def look(self, now: float) -> None:
        """Nothing comes any more (the floor ended, the line is away): what is there is closed."""
        if self._open is not None and now - self._open.at > _STILL_SECONDS:
            self._end()

    def close(self) -> None:
        self._end()
        self._found(None)

    def failed(self, at: float) -> None:
        """Writing did not work. The unfinished file goes, the time it covered is marked as missing."""
        opened, self._open = self._open, None
        start = opened.start if opened else at - self._zero
        if opened is not None:
            self._shelf.unfinished(opened.name).unlink(missing_ok=True)
        self.frames = Frames(self.name.kind)
        self._miss(start, GAP_DISK, 0)

    def _frame(self, frame: Frame) -> None:
        start = self._moment(frame)
        if frame.lost and self.name.kind == "video":
            last = self._open.start + self._open.file.seconds if self._open else start
            self._end()
            self._miss(last, GAP_LOST, frame.lost)
        opened = self._open
        if opened is not None and self._ends_before(opened, frame):
            self._end()
            if not frame.is_key:
                self._miss(start, GAP_NO_KEY, 0)
        if self._open is None:
            if not frame.is_key:
                return
            self._begin(frame, start)
        assert self._open is not None
        self._open.file.write(frame)
        self._open.at = frame.at
        self._open.lost += frame.lost

    def _ends_before(self, opened: _Open, frame: Frame) -> bool:
        if frame.codec != opened.file.codec:
            return True
        length = (frame.timestamp - opened.file.first) / CLOCK_RATES[self.name.kind]
        if not 0 <= length < LONGEST_SECONDS - _LAST_MOMENT or frame.at - opened.at > _STILL_SECONDS:
            return True
        return frame.is_key and (length >= PIECE_SECONDS or _shape_of(frame, self.name.kind) != opened.shape)

    def _moment(self, frame: Frame) -> float:
        """On the meeting's clock, by the publisher's own timestamps; anchored anew when they leave the time of arrival."""
        rate, arrived = CLOCK_RATES[self.name.kind], frame.at - self._zero
        if self._anchor is not None and self._anchor[0] == frame.ssrc:
            moment = self._anchor[2] + (frame.timestamp - self._anchor[1]) / rate
            if abs(moment - arrived) < _DRIFT_SECONDS:
                return moment
        if self._anchor is not None:
            self._end()
        self._anchor = (frame.ssrc, frame.timestamp, arrived)
        return arrived

    def _begin(self, frame: Frame, start: float) -> None:
        who = hashlib.sha256(f"{self.name.publisher}/{self.name.stream}".encode()).hexdigest()[:12]
        name = f"{int(start * 1000):09d}-{who}.{ENDINGS[frame.codec]}"
        file = PieceFile(self._shelf.unfinished(name), self.name.kind, frame)
        self._open = _Open(file, name, start, _shape_of(frame, self.name.kind), frame.at)
        self._found(start)

    def _end(self) -> None:
        opened = self._open
        if opened is None:
            return
        file = opened.file
        file.close()
        path = self._shelf.unfinished(opened.name)
        piece = Piece(
            opened.name, self.name.publisher, self.name.stream, self.name.kind, file.codec,
            round(opened.start, 3), round(file.seconds, 3), digest_of(path), file.width, file.height, opened.lost,
        )  # fmt: skip
        self._shelf.keep(piece)
        self._open = None

    def _miss(self, start: float, reason: str, packets: int) -> None:
        if self._missing_from is not None:
            start, reason, packets = (*self._missing_from[:2], self._missing_from[2] + packets)
        self._missing_from = (start, reason, packets)

    def _found(self, moment: float | None) -> None:
        """It goes on here (None: never). The gap before is written down."""
        if self._missing_from is None:
            return
        start, reason, packets = self._missing_from
        self._missing_from = None
        seconds = max(0.0, (start if moment is None else moment) - start)
        self._shelf.note(
            Gap(
                round(start, 3),
                round(seconds, 3),
                reason,
                self.name.publisher,
                self.name.stream,
                packets,
            )
        )


def _shape_of(frame: Frame, kind: str) -> bytes:
    """What must not change inside a piece: the size of a VP8 picture, the parameter set of an H.264 one."""
    if kind != "video":
        return b""
    if frame.codec == "video/VP8":
        return repr(vp8_size(frame.data)).encode()
    units = frame.data.split(b"\0\0\0\1")
    return next((each for each in units if each and each[0] & 0x1F == 7), b"")  # noqa: PLR2004 - a parameter set
