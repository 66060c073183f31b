"""The still picture that is shown while nobody has a picture: encoded once for the process, a few bytes a second."""

from __future__ import annotations

import fractions
import functools
from typing import Any

import av
import numpy as np

WIDTH, HEIGHT, A_SECOND = 640, 360, 5
GROUP = 10
"""Frames from one key frame to the next."""
_BACKGROUND, _SHAPE = (50, 139, 108), (176, 128, 120)
"""The house's deep blue and a quiet light one (Y, Cb, Cr)."""


@functools.cache
def card() -> tuple[bytes, ...]:
    """A group of access units with start codes; the first is a key frame with its parameter sets."""
    coder: Any = av.CodecContext.create("libx264", "w")
    coder.width, coder.height, coder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    coder.time_base, coder.framerate, coder.gop_size = fractions.Fraction(1, A_SECOND), A_SECOND, 1000
    coder.options = {"preset": "veryfast", "tune": "zerolatency", "profile": "baseline", "crf": "28"}
    coder.max_b_frames, coder.thread_count = 0, 1
    whole = np.concatenate([each.ravel() for each in planes()]).reshape(HEIGHT * 3 // 2, WIDTH)
    made: list[bytes] = []
    for number in range(GROUP):
        frame = av.VideoFrame.from_ndarray(whole, format="yuv420p")
        frame.pts, frame.time_base = number, coder.time_base
        made += [bytes(packet) for packet in coder.encode(frame)]
    made += [bytes(packet) for packet in coder.encode(None)]
    return tuple(made)


def planes() -> list[Any]:
    """Sound waves: bars of different height in the middle. Y, Cb and Cr, each rows by columns of bytes."""
    found = []
    for plane, (ground, shape) in enumerate(zip(_BACKGROUND, _SHAPE, strict=True)):
        scale = 2 if plane else 1
        whole = np.full((HEIGHT // scale, WIDTH // scale), ground, np.uint8)
        for number, height in enumerate((40, 90, 140, 90, 40)):
            left, top = WIDTH // 2 - 96 + number * 40, (HEIGHT - height) // 2
            whole[top // scale : (top + height) // scale, left // scale : (left + 32) // scale] = shape
        found.append(whole)
    return found
