"""A stage with somebody who speaks, its packager, and a clap: bright and loud at the same moments, dark and silent between."""

from __future__ import annotations

import asyncio
import fractions
import io
import math
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
from aiortc import MediaStreamTrack

from meetings.media.broadcast.broadcaster import Broadcaster, OnAir
from meetings.media.broadcast.part import Part
from tests.meetings.media.engines import started

MEETING = "M-2026-000017"
RATE = 48_000
BRIGHT, DARK = 220, 30


class Air:
    """A running engine and broadcaster, and all parts that were told."""

    def __init__(self, engine: Any, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.parts: list[Part] = []
        self.is_on, self.is_over = True, False
        self.broadcaster = Broadcaster(folder, lambda: engine.rooms, self._asked, self.told)

    async def _asked(self, _ref: str) -> bool:
        return self.is_on

    def told(self, _ref: str, part: Part | None) -> None:
        if part is None:
            self.is_over = True
        else:
            self.parts.append(part)

    @property
    def on_air(self) -> OnAir | None:
        return self.broadcaster._on.get(MEETING)

    @property
    def shown(self) -> int | None:
        return self.on_air.packager.shown if self.on_air else None

    def files(self) -> list[bytes]:
        """What a player would have: for each head all parts that are read with it."""
        made: list[tuple[Any, list[bytes]]] = []
        for part in self.parts:
            if not made or made[-1][0] is not part.head:
                made.append((part.head, [part.head.data]))
            made[-1][1].append(part.data)
        return [b"".join(data) for _head, data in made]


@asynccontextmanager
async def stage(folder: Path, *speakers: str, kind: str = "embedded") -> AsyncIterator[Air]:
    async with started(kind, folder) as made:
        await made.open_room(MEETING)
        for each in speakers or ("head",):
            await made.give_floor(MEETING, each)
        air = Air(made, folder)
        try:
            yield air
        finally:
            await air.broadcaster.close()


class Clap:
    """Two tracks on one clock: in every second half a second bright with a tone, half a second dark and silent."""

    def __init__(self, hertz: float = 440) -> None:
        self.hertz = hertz
        self._start: float | None = None
        self.sound, self.picture = _Sound(self), _Picture(self)

    async def wait(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        self._start = self._start if self._start is not None else loop.time()
        await asyncio.sleep(max(0.0, self._start + seconds - loop.time()))


class _Sound(MediaStreamTrack):
    kind = "audio"

    def __init__(self, clap: Clap) -> None:
        super().__init__()
        self._clap, self._at = clap, 0

    async def recv(self) -> av.AudioFrame:
        await self._clap.wait(self._at / RATE)
        turn = 2 * math.pi * self._clap.hertz / RATE
        loud = 12_000 if (self._at / RATE) % 1 < 0.5 else 0
        samples = [int(loud * math.sin(turn * (self._at + each))) for each in range(960)]
        frame = av.AudioFrame(format="s16", layout="mono", samples=960)
        frame.planes[0].update(struct.pack("960h", *samples))
        frame.sample_rate, frame.pts, frame.time_base = RATE, self._at, fractions.Fraction(1, RATE)
        self._at += 960
        return frame


class _Picture(MediaStreamTrack):
    kind = "video"

    def __init__(self, clap: Clap) -> None:
        super().__init__()
        self._clap, self._at = clap, 0

    async def recv(self) -> av.VideoFrame:
        await self._clap.wait(self._at / 20)
        frame = av.VideoFrame(320, 180, "yuv420p")
        light = BRIGHT if (self._at / 20) % 1 < 0.5 else DARK
        for plane, value in zip(frame.planes, (light, 128, 128), strict=True):
            plane.update(bytes([value]) * (plane.line_size * plane.height))
        frame.pts, frame.time_base = self._at * 4500, fractions.Fraction(1, 90_000)
        self._at += 1
        return frame


def pictures(data: bytes) -> list[tuple[float, float]]:
    """Second and mean brightness of every frame."""
    with av.open(io.BytesIO(data)) as box:
        return [
            (float(each.time or 0), float(each.to_ndarray()[: each.height].mean()))
            for each in box.decode(video=0)
        ]


def sound(data: bytes) -> tuple[float, np.ndarray]:
    """The second at which it begins, and its samples."""
    with av.open(io.BytesIO(data)) as box:
        frames = list(box.decode(audio=0))
    return float(frames[0].time or 0), np.concatenate([each.to_ndarray()[0] for each in frames])


def brightened(frames: list[tuple[float, float]]) -> list[float]:
    """The seconds at which it becomes bright."""
    return [after[0] for before, after in pairwise(frames) if before[1] < 90 and after[1] > 150]


def loudened(begins: float, samples: np.ndarray) -> list[float]:
    """The seconds at which it becomes loud."""
    step = RATE // 100
    power = np.abs(samples[: samples.size // step * step].reshape(-1, step)).max(axis=1) > 0.05
    found, quiet = [], 0
    for number, is_loud in enumerate(power):
        if is_loud and quiet >= 20:
            found.append(begins + number / 100)
        quiet = 0 if is_loud else quiet + 1
    return found


def tone(samples: np.ndarray, hertz: float) -> float:
    """The share of one frequency in the energy of the sound."""
    power = np.abs(np.fft.rfft(samples * np.hanning(samples.size))) ** 2
    near = np.abs(np.fft.rfftfreq(samples.size, 1 / RATE) - hertz) < 15
    return float(power[near].sum() / max(power.sum(), 1e-9))
