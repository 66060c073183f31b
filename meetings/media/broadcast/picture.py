"""The one picture of the broadcast: H.264 passed on as the speaker's device encoded it, VP8 encoded once, a card while there is none."""

from __future__ import annotations

import fractions
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import av

from meetings.media.broadcast.anchor import Anchor, Clock
from meetings.media.broadcast.boxes import PICTURE_RATE, parameter_sets
from meetings.media.broadcast.came import Came
from meetings.media.recording.frames import Frame, Frames

WIDTH, HEIGHT = 640, 360
FRAMES_A_SECOND = 20
"""Of an encoded picture, at most."""
_OPTIONS = {"preset": "superfast", "tune": "zerolatency", "profile": "baseline", "crf": "27", "maxrate": "500k", "bufsize": "500k"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shot:
    """One access unit with start codes. ``at``: ticks of the broadcast's clock. ``sets``: parameter sets, of a key frame."""

    at: int
    data: bytes
    is_key: bool
    sets: bytes = b""
    is_card: bool = False


class Picture:
    """Shows the source ``wanted``: the one before stays until the new one's first key frame."""

    def __init__(self) -> None:
        self.wanted: int | None = None
        self.shown: int | None = None
        self._streams: dict[int, _Stream] = {}

    @property
    def wants_key(self) -> bool:
        if self.wanted is None:
            return False
        stream = self._streams.get(self.wanted)
        return self.shown != self.wanted or stream is None or stream.frames.wants_key

    @property
    def is_encoded(self) -> bool:
        """Whether what is shown is encoded here."""
        return self.shown is not None and self.shown in self._streams and self._streams[self.shown].is_encoded

    def want(self, key: int | None) -> None:
        """None: nobody's picture; what is shown ends at once."""
        self.wanted = key
        if key is None:
            self.shown = None
        self._streams = {each: stream for each, stream in self._streams.items() if each in {key, self.shown}}

    def interrupt(self) -> None:
        """Something else is shown meanwhile: what is wanted comes back with a key frame."""
        self.shown = None

    def take(self, came: Came, clock: Clock, arrived: float) -> Iterator[Shot]:
        key = came.key
        if key not in {self.wanted, self.shown}:
            return
        stream = self._streams.setdefault(key, _Stream(clock))
        for shot in stream.take(came, arrived, is_first=key != self.shown):
            if key == self.wanted and shot.is_key and self.shown != key:
                self.shown = key
                self.want(key)
            if key == self.shown:
                yield shot

    def cut(self) -> None:
        """An encoded picture gets a key frame next; one that is passed on is asked for it from its publisher."""
        for stream in self._streams.values():
            stream.cut()


class _Stream:
    def __init__(self, clock: Clock) -> None:
        self.frames = Frames("video")
        self._anchor = Anchor(PICTURE_RATE, clock, hurries=False)
        self._sets = b""
        self._coder: _Encoded | None = None

    def take(self, came: Came, arrived: float, *, is_first: bool) -> Iterator[Shot]:
        for frame in self.frames.take(came.heard):
            at = round(self._anchor.moment(frame.ssrc, frame.timestamp, arrived, came.report) * PICTURE_RATE)
            if frame.codec == "video/H264":
                yield from self._passed(frame, at)
            elif frame.codec == "video/VP8":
                self._coder = self._coder or _Encoded()
                if is_first:
                    self._coder.cut()
                yield from self._coder.take(frame, at)

    def _passed(self, frame: Frame, at: int) -> Iterator[Shot]:
        if frame.is_key:
            self._sets = parameter_sets(frame.data) or self._sets
        if self._sets:
            yield Shot(at, frame.data, frame.is_key, self._sets if frame.is_key else b"")

    @property
    def is_encoded(self) -> bool:
        return self._coder is not None

    def cut(self) -> None:
        if self._coder is not None:
            self._coder.cut()


class _Encoded:
    """The only picture that is encoded, once for everybody, because Media Source takes no VP8 in MP4."""

    def __init__(self) -> None:
        self._decoder: Any = av.CodecContext.create("libvpx", "r")
        self._coder: Any = None
        self._cuts, self._last = True, -PICTURE_RATE

    def cut(self) -> None:
        self._cuts = True

    def take(self, frame: Frame, at: int) -> Iterator[Shot]:
        try:
            shown = self._decoder.decode(av.Packet(frame.data))
        except av.error.FFmpegError:
            return
        if at - self._last < PICTURE_RATE // FRAMES_A_SECOND and not self._cuts:
            return
        for each in shown:
            self._last = at
            yield from self._encode(each.reformat(*fitted(each.width, each.height), "yuv420p"), at)

    def _encode(self, frame: Any, at: int) -> Iterator[Shot]:
        if self._coder is None or (self._coder.width, self._coder.height) != (frame.width, frame.height):
            self._coder, self._cuts = _coder(frame.width, frame.height), True
        frame.pts, frame.time_base = at, self._coder.time_base
        frame.pict_type = 1 if self._cuts else 0
        self._cuts = False
        for packet in self._coder.encode(frame):
            data, is_key = bytes(packet), bool(packet.is_keyframe)
            yield Shot(packet.pts, data, is_key, parameter_sets(data) if is_key else b"")


def fitted(width: int, height: int) -> tuple[int, int]:
    """As large as fits into the broadcast's picture, upright ones too; never larger than it came, and even."""
    scale = min(1.0, WIDTH / width, HEIGHT / height)
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def _coder(width: int, height: int) -> Any:
    made: Any = av.CodecContext.create("libx264", "w")
    made.width, made.height, made.pix_fmt = width, height, "yuv420p"
    made.time_base = fractions.Fraction(1, PICTURE_RATE)
    made.framerate, made.gop_size = fractions.Fraction(15, 1), 10_000
    made.max_b_frames, made.thread_count, made.options = 0, 1, _OPTIONS
    return made
