"""All voices of a recording as one sound, second by second; a gap is silence of its own length."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from meetings.media.recording.pieces import Piece

RATE = 48_000
Samples = NDArray[np.float32]
_JOINT_SECONDS = 0.02
"""Pieces of one voice this near to each other are one run: the decoder goes on, and no sample is left out between them."""
_KNEE = 0.7
"""Above this the sum of voices is bent softly towards full scale instead of cut."""


class Mix:
    """Read once, in order: `blocks` yields mono samples (-1 … 1) from second zero on, one second each but the last.

    It holds no more than the pieces that overlap the running second. ``heard``: loudness of each publisher, by second, as it is known so far.
    """

    def __init__(self, folder: Path, pieces: Sequence[Piece], seconds: float) -> None:
        self._folder = folder
        self._pieces = sorted((each for each in pieces if each.kind == "audio"), key=lambda each: each.start)
        self._length = round(seconds * RATE)
        self._done = 0
        self._ahead: Samples = np.zeros(0, np.float32)
        self._voices: dict[tuple[str, str], _Voice] = {}
        self.heard: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))

    def blocks(self) -> Iterator[Samples]:
        for piece in self._pieces:
            while self._done + RATE <= min(round(piece.start * RATE), self._length):
                yield self._take(RATE)
            self._add(piece)
        while self._done < self._length:
            yield self._take(min(RATE, self._length - self._done))

    def _take(self, count: int) -> Samples:
        found = np.zeros(count, np.float32)
        ready = self._ahead[:count]
        found[: ready.size] = ready
        self._ahead = self._ahead[count:]
        self._done += count
        return softened(found)

    def _add(self, piece: Piece) -> None:
        voice = self._voices.setdefault((piece.publisher, piece.stream), _Voice())
        for at, samples in voice.samples(self._folder / piece.file, piece.start):
            self._lay(at, samples)
            self.heard[piece.publisher][at // RATE] += float(np.square(samples).sum())

    def _lay(self, at: int, samples: Samples) -> None:
        begin = at - self._done
        if begin < 0:
            samples, begin = samples[-begin:], 0
        need = begin + samples.size
        if need > self._ahead.size:
            self._ahead = np.concatenate([self._ahead, np.zeros(need - self._ahead.size, np.float32)])
        self._ahead[begin:need] += samples


class _Voice:
    """The decoder of one person's sound, and where its last sample was laid."""

    def __init__(self) -> None:
        self._decoder: Any = None
        self._end = 0

    def samples(self, path: Path, start: float) -> Iterator[tuple[int, Samples]]:
        """Mono samples of one piece, each with its place in the meeting in samples. Broken packets are left out."""
        zero = round(start * RATE)
        if self._decoder is None or abs(zero - self._end) > _JOINT_SECONDS * RATE:
            self._decoder = av.CodecContext.create("libopus", "r")
        else:
            zero = self._end
        with av.open(str(path)) as box:
            for packet in box.demux(audio=0):
                if packet.pts is None or not packet.size:
                    continue
                at = zero + round(float(packet.pts * packet.time_base) * RATE)
                for samples in self._decoded(bytes(packet)):
                    place = self._end if abs(at - self._end) <= _JOINT_SECONDS * RATE else at
                    yield place, samples
                    self._end = at = place + samples.size

    def _decoded(self, data: bytes) -> list[Samples]:
        try:
            frames = self._decoder.decode(av.Packet(data))
        except av.error.FFmpegError:
            return []
        return [mono(each) for each in frames]


def mono(frame: Any) -> Samples:
    """Libopus gives 16 bits, its channels interleaved."""
    found = frame.to_ndarray().astype(np.float32) / 32768
    channels = len(frame.layout.channels)
    mixed: Samples = found.reshape(-1, channels).mean(axis=1, dtype=np.float32)
    return mixed


def softened(samples: Samples) -> Samples:
    loud = np.abs(samples) > _KNEE
    if loud.any():
        over = (np.abs(samples[loud]) - _KNEE) / (1 - _KNEE)
        samples[loud] = np.sign(samples[loud]) * (_KNEE + (1 - _KNEE) * np.tanh(over))
    return samples
