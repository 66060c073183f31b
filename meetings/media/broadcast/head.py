"""The head of a broadcast (``ftyp`` and ``moov``): what the picture's parameter sets and the sound's coder say. Written by FFmpeg."""

from __future__ import annotations

import fractions
import io
from typing import Any

import av

from meetings.media.broadcast.boxes import PICTURE_RATE, SOUND_RATE, boxes, codec_name
from meetings.media.broadcast.part import Head

SOUND_CODEC = "mp4a.40.2"
_HEAD_BOXES = frozenset({b"ftyp", b"moov"})


def head_of(key_frame: bytes, sets: bytes) -> Head:
    """For H.264 with these parameter sets and mono AAC. ValueError when the key frame tells no size."""
    written = io.BytesIO()
    with av.open(io.BytesIO(key_frame), format="h264") as picture:
        source = picture.streams.video[0]
        width, height = source.width, source.height
        if not width:
            raise ValueError("no size in the key frame")
        file: Any = av.open(
            written, "w", format="mp4", options={"movflags": "empty_moov+default_base_moof+skip_trailer"}
        )
        try:
            shown = file.add_stream_from_template(source)
            shown.time_base = fractions.Fraction(1, PICTURE_RATE)
            heard = file.add_stream("aac", rate=SOUND_RATE)
            heard.codec_context.layout = "mono"
            heard.time_base = fractions.Fraction(1, SOUND_RATE)
            file.start_encoding()
        finally:
            file.close()
    data = b"".join(each for kind, each in boxes(written.getvalue()) if kind in _HEAD_BOXES)
    return Head(data, f"{codec_name(sets)},{SOUND_CODEC}", width, height)
