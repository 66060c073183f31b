"""One piece on disk: encoded frames into a WebM (Opus, VP8) or MP4 (H.264) file, as they are."""

from __future__ import annotations

import fractions
import io
from pathlib import Path
from typing import Any

import av

from meetings.media.recording.frames import Frame
from meetings.media.rtc.packets import CLOCK_RATES

ENDINGS = {"audio/opus": "sound.webm", "video/VP8": "webm", "video/H264": "mp4"}
_USUAL = {"audio": 960, "video": 6000}
_KEY_HEAD = 10


class PieceFile:
    """Begins with its first frame, of a picture with a key frame. ValueError for a codec that is not kept, or a broken key frame."""

    def __init__(self, path: Path, kind: str, first: Frame) -> None:
        self.codec, self.kind = first.codec, kind
        self.first = self.last = first.timestamp
        self.frames = 0
        self.width = self.height = 0
        self._rate = CLOCK_RATES[kind]
        self._step = _USUAL[kind]
        self._box: Any = av.open(str(path), "w", format="mp4" if first.codec == "video/H264" else "webm")
        try:
            self._stream = self._make(first)
        except Exception:
            self._box.close()
            raise

    def _make(self, first: Frame) -> Any:
        if first.codec == "audio/opus":
            return self._sound()
        if first.codec == "video/VP8":
            self.width, self.height = vp8_size(first.data)
            stream = self._box.add_mux_stream("vp8", width=self.width, height=self.height)
        elif first.codec == "video/H264":
            stream = self._as_in(first.data)
        else:
            raise ValueError(first.codec)
        stream.time_base = fractions.Fraction(1, self._rate)
        return stream

    def _sound(self) -> Any:
        """The encoder is opened for the head it writes (RFC 7845), and never fed."""
        stream = self._box.add_stream("libopus", rate=48_000)
        stream.codec_context.layout = "stereo"
        stream.codec_context.format = "s16"
        stream.time_base = fractions.Fraction(1, self._rate)
        return stream

    def _as_in(self, key_frame: bytes) -> Any:
        """Sizes and parameter sets are read from the key frame itself."""
        with av.open(io.BytesIO(key_frame), format="h264") as picture:
            source = picture.streams.video[0]
            self.width, self.height = source.width, source.height
            if not self.width:
                raise ValueError("no size in the key frame")
            return self._box.add_stream_from_template(source)

    def write(self, frame: Frame) -> None:
        """A frame that is not later than the last is left out."""
        if self.frames and frame.timestamp <= self.last:
            return
        if self.frames:
            self._step = min(frame.timestamp - self.last, self._rate)
        self.last = frame.timestamp
        packet = av.Packet(frame.data)
        packet.stream = self._stream
        packet.time_base = fractions.Fraction(1, self._rate)
        packet.pts = packet.dts = frame.timestamp - self.first
        packet.duration = self._step
        packet.is_keyframe = frame.is_key
        self._box.mux(packet)
        self.frames += 1

    @property
    def seconds(self) -> float:
        return (self.last - self.first + self._step) / self._rate

    def close(self) -> None:
        self._box.close()


def vp8_size(key_frame: bytes) -> tuple[int, int]:
    """Width and height from the head of a key frame (RFC 6386, 9.1). ValueError when it is none."""
    if len(key_frame) < _KEY_HEAD or key_frame[0] & 1 or key_frame[3:6] != b"\x9d\x01\x2a":
        raise ValueError("not a key frame")
    return (
        int.from_bytes(key_frame[6:8], "little") & 0x3FFF,
        int.from_bytes(key_frame[8:10], "little") & 0x3FFF,
    )
