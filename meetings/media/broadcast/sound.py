"""All voices of the stage as one sound, while they speak: decoded once each, added, encoded once as AAC.

AAC and not Opus: telephones that play HLS by themselves list no Opus, and whoever decodes H.264 decodes AAC, so one rendition serves all.
"""

from __future__ import annotations

import fractions
from typing import Any

import av
import numpy as np

from meetings.media.broadcast.anchor import Anchor, Clock
from meetings.media.broadcast.boxes import SOUND_RATE
from meetings.media.broadcast.came import Came
from meetings.media.recording.frames import Frame, Frames, Heard
from meetings.media.recording.mixing import Samples, mono, softened
from meetings.media.rtc.packets import Report

BITS = 48_000
FRAME = 1024
"""Samples of one AAC packet."""
VOICES = 12
_AHEAD = 2 * SOUND_RATE
"""No voice may reach further into the future than this."""
_JOINT = SOUND_RATE // 50
_WAITS = 3


class Mixer:
    """``begins``: the first sample, of the broadcast's clock."""

    def __init__(self, begins: int) -> None:
        self.done = begins
        self._ahead: Samples = np.zeros(0, np.float32)
        self._voices: dict[int, _Voice] = {}

    def hear(self, came: Came, clock: Clock, arrived: float) -> None:
        """A packet of a voice. What comes too late is left out; of more voices than a stage has, the longest silent one is forgotten."""
        key, heard = came.key, came.heard
        if heard.codec != "audio/opus":
            return
        voice = self._voices.get(key)
        if voice is None:
            if len(self._voices) >= VOICES:
                del self._voices[min(self._voices, key=lambda each: self._voices[each].end)]
            voice = self._voices[key] = _Voice(clock)
        for at, samples in voice.samples(heard, arrived, came.report):
            self._lay(at, samples)

    def take(self, until: int) -> Samples:
        """The sound up to a sample; silence where nobody spoke."""
        count = max(0, until - self.done)
        found = np.zeros(count, np.float32)
        ready = self._ahead[:count]
        found[: ready.size] = ready
        self._ahead = self._ahead[count:]
        self.done += count
        return softened(found)

    def _lay(self, at: int, samples: Samples) -> None:
        begin = at - self.done
        if begin < 0:
            samples, begin = samples[-begin:], 0
        need = begin + samples.size
        if not samples.size or need > _AHEAD:
            return
        if need > self._ahead.size:
            self._ahead = np.concatenate([self._ahead, np.zeros(need - self._ahead.size, np.float32)])
        self._ahead[begin:need] += samples


class _Voice:
    def __init__(self, clock: Clock) -> None:
        self._frames = Frames("audio", waits=_WAITS)
        self._anchor = Anchor(SOUND_RATE, clock, hurries=True)
        self._decoder: Any = av.CodecContext.create("libopus", "r")
        self.end = -SOUND_RATE

    def samples(self, heard: Heard, arrived: float, report: Report | None) -> list[tuple[int, Samples]]:
        """With their places. One packet after the other is one run, without a sample left out or laid twice."""
        found = []
        for frame in self._frames.take(heard):
            at = round(self._anchor.moment(frame.ssrc, frame.timestamp, arrived, report) * SOUND_RATE)
            for samples in self._decoded(frame):
                place = self.end if abs(at - self.end) <= _JOINT else at
                found.append((place, samples))
                self.end = at = place + samples.size
        return found

    def _decoded(self, frame: Frame) -> list[Samples]:
        try:
            return [mono(each) for each in self._decoder.decode(av.Packet(frame.data))]
        except av.error.FFmpegError:
            return []


class Coder:
    """Mono samples in, AAC packets out, each with its place in samples."""

    def __init__(self) -> None:
        self._coder: Any = av.CodecContext.create("aac", "w")
        self._coder.sample_rate, self._coder.layout, self._coder.format = SOUND_RATE, "mono", "fltp"
        self._coder.bit_rate, self._coder.time_base = BITS, fractions.Fraction(1, SOUND_RATE)

    def encode(self, samples: Samples, at: int) -> list[tuple[int, bytes]]:
        """``samples``: as many as one AAC packet holds. The coder runs one packet behind: places are those of what is heard."""
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, at, fractions.Fraction(1, SOUND_RATE)
        return [(packet.pts, bytes(packet)) for packet in self._coder.encode(frame) if packet.pts is not None]
