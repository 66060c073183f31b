"""A recording to show the pages of one with: a chime every ten seconds beside the house's card, as long as a meeting is.

``python -m meetings.media.recording.sample FOLDER SECONDS`` writes ``sound.webm`` and ``picture.webm`` as `joining` leaves them. Ten
seconds are encoded and laid one after the other; two hours take a few seconds. A process of its own: FFmpeg stays out of the caller's.
"""

from __future__ import annotations

import fractions
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np

from meetings.media.broadcast.card import planes
from meetings.media.recording.joining import SOUND

PICTURE = "picture.webm"
RATE = 48_000
LOOP_SECONDS = 10
PICTURES_A_SECOND = 1
_SOUND_BITS = 8_000
_TICK = fractions.Fraction(1, 1000)
_CHIME, _CHIME_SECONDS, _LOUDNESS = 523.25, 1.5, 0.15
"""The C above the middle one, dying away."""
Encoded = Sequence[tuple[int, bool, bytes]]
"""Milliseconds from the loop's beginning, whether it begins a picture anew, and the packet."""


def write(folder: Path, seconds: int) -> None:
    """OSError where the folder cannot be written."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    sound, picture = _sound(), _picture()
    _box(folder / SOUND, seconds, sound, ())
    _box(folder / PICTURE, seconds, sound, picture)


def _sound() -> Encoded:
    at = np.arange(LOOP_SECONDS * RATE) / RATE
    dying = np.where(at < _CHIME_SECONDS, np.exp(-4 * at), 0)
    samples = (32767 * _LOUDNESS * dying * np.sin(2 * np.pi * _CHIME * at)).astype(np.int16)
    coder: Any = av.CodecContext.create("libopus", "w")
    coder.sample_rate, coder.layout, coder.format, coder.bit_rate = RATE, "mono", "s16", _SOUND_BITS
    coder.options = {"application": "audio", "frame_duration": "20"}
    step = RATE // 50
    made = []
    for begin in range(0, samples.size, step):
        frame = av.AudioFrame.from_ndarray(samples[None, begin : begin + step], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, begin, fractions.Fraction(1, RATE)
        made += [bytes(each) for each in coder.encode(frame)]
    return [(20 * number, True, data) for number, data in enumerate(made)]


def _picture() -> Encoded:
    coder: Any = av.CodecContext.create("libvpx", "w")
    whole = np.concatenate([each.ravel() for each in planes()])
    height, width = planes()[0].shape
    coder.width, coder.height, coder.pix_fmt, coder.bit_rate = width, height, "yuv420p", 60_000
    coder.time_base, coder.framerate = fractions.Fraction(1, PICTURES_A_SECOND), PICTURES_A_SECOND
    coder.gop_size = LOOP_SECONDS * PICTURES_A_SECOND
    coder.options = {"deadline": "good", "cpu-used": "4", "lag-in-frames": "0"}
    made: list[bytes] = []
    for number in range(LOOP_SECONDS * PICTURES_A_SECOND):
        frame = av.VideoFrame.from_ndarray(whole.reshape(height * 3 // 2, width), format="yuv420p")
        frame.pts, frame.time_base = number, coder.time_base
        made += [bytes(each) for each in coder.encode(frame)]
    made += [bytes(each) for each in coder.encode(None)]
    return [(1000 * number // PICTURES_A_SECOND, number == 0, data) for number, data in enumerate(made)]


def _box(path: Path, seconds: int, sound: Encoded, picture: Encoded) -> None:
    part = path.with_name(path.name + ".part")
    height, width = planes()[0].shape
    with av.open(str(part), "w", format="webm", options={"reserve_index_space": "65536"}) as box:
        heard: Any = box.add_stream("libopus", rate=RATE)  # opened for the head that it writes, never fed
        heard.codec_context.layout, heard.codec_context.format = "mono", "s16"
        heard.time_base = _TICK
        seen: Any = box.add_mux_stream("vp8", width=width, height=height) if picture else None
        for at, stream, is_key, data in _laid(seconds, (heard, sound), (seen, picture)):
            packet: Any = av.Packet(data)
            packet.stream, packet.time_base = stream, _TICK
            packet.pts = packet.dts = at
            packet.is_keyframe = is_key
            box.mux(packet)
    part.rename(path)


def _laid(seconds: int, *streams: tuple[Any, Encoded]) -> Iterator[tuple[int, Any, bool, bytes]]:
    """One loop after the other, each in order of time."""
    loop = sorted(
        ((at, stream, is_key, data) for stream, encoded in streams for at, is_key, data in encoded),
        key=lambda each: each[0],
    )
    for turn in range(0, 1000 * seconds, 1000 * LOOP_SECONDS):
        for at, stream, is_key, data in loop:
            if turn + at < 1000 * seconds:
                yield turn + at, stream, is_key, data


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
