"""The mixed sound on disk, once as Opus in WebM and once as AAC in MP4 (for telephones that play no Opus)."""

from __future__ import annotations

import fractions
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import av
import numpy as np

from meetings.media.recording.mixing import RATE, Samples

OPUS_BITS, AAC_BITS = 32_000, 64_000


class SoundFiles:
    """Fed with mono samples in order; both files are whole when the block is left."""

    def __init__(self, opus: Path, aac: Path) -> None:
        self._outs = [
            _Out(opus, "webm", "libopus", OPUS_BITS, {"application": "voip"}),
            _Out(aac, "mp4", "aac", AAC_BITS, {}),
        ]
        self._at = 0

    def write(self, samples: Samples) -> None:
        for out in self._outs:
            out.write(samples, self._at)
        self._at += samples.size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for out in self._outs:
            out.close(whole=error is None)


class _Out:
    def __init__(self, path: Path, box: str, codec: str, bits: int, options: dict[str, str]) -> None:
        quick = {"movflags": "+faststart"} if box == "mp4" else {"reserve_index_space": "65536"}
        self._box: Any = av.open(str(path), "w", format=box, options=quick)
        self._stream: Any = self._box.add_stream(codec, rate=RATE, options=options)
        coder: Any = self._stream.codec_context
        coder.layout, coder.bit_rate = "mono", bits
        self._turn = av.AudioResampler(format=coder.format, layout="mono", rate=RATE)

    def write(self, samples: Samples, at: int) -> None:
        whole = (samples * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(whole[None, :], format="s16", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, fractions.Fraction(1, RATE)
        for out in self._turn.resample(frame):
            self._box.mux(self._stream.encode(out))

    def close(self, *, whole: bool) -> None:
        if whole:
            for out in self._turn.resample(None):
                self._box.mux(self._stream.encode(out))
            self._box.mux(self._stream.encode(None))
        self._box.close()
