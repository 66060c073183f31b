"""The recorder of one room: taps on its streams, a bounded queue, and a thread that writes.

On the media loop a packet costs one look at the consent and one entry in the queue. When the thread cannot follow, packets are
left out, counted, and the gap is marked; the meeting never waits for the disk.
"""

from __future__ import annotations

import asyncio
import functools
import queue
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

import structlog

from hearing_state.clock import steady_seconds, unix_milliseconds
from meetings.media.recording.frames import Heard
from meetings.media.recording.shelf import Shelf
from meetings.media.recording.track import Name, Track
from meetings.media.rtc.source import Source

log = structlog.get_logger("media")

QUEUE_PACKETS = 8192
"""Of all streams of a room: some eight seconds of a full stage."""
_LOOK_SECONDS = 0.2
_HIGHEST = "high"


class Publishing(Protocol):
    @property
    def sources(self) -> Mapping[str, Source]: ...


class Recorder:
    """``publishers``: who publishes now. ``allowed``: who agreed to be recorded; asked for every packet, so that a
    consent taken back holds from that moment on. Streams without the floor never reach a tap. ``now_ms``: the clock by which
    the meeting's record is kept, milliseconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        publishers: Callable[[], Mapping[str, Publishing]],
        allowed: Callable[[str], bool],
        now_ms: Callable[[], int] = unix_milliseconds,
    ) -> None:
        self._shelf = Shelf.open(folder, now_ms())
        passed = (now_ms() - self._shelf.began_ms) / 1000
        self._zero = steady_seconds() - passed
        self._publishers, self._allowed = publishers, allowed
        self._waiting: queue.Queue[tuple[Name, Heard, int]] = queue.Queue(QUEUE_PACKETS)
        self._dropped: Counter[Name] = Counter()
        self._taps: dict[int, tuple[Source, Callable[[Any], None]]] = {}
        self._tracks: dict[Name, Track] = {}
        self._ends = threading.Event()
        self.faults = self.drops = 0
        self._thread = threading.Thread(target=self._write, name="recorder", daemon=True)
        self._thread.start()
        self._looking = asyncio.get_running_loop().create_task(self._look())

    @property
    def seconds(self) -> float:
        """On the meeting's clock, now."""
        return steady_seconds() - self._zero

    async def close(self) -> None:
        """End in order: everything heard so far is written."""
        self._looking.cancel()
        for source, tap in self._taps.values():
            source.untap(tap)
        self._taps.clear()
        self._ends.set()
        await asyncio.to_thread(self._thread.join)

    # On the media loop

    async def _look(self) -> None:
        while True:
            try:
                self._attach()
            except Exception:
                self.faults += 1
                log.warning("media.recorder_look_failed", exc_info=True)
            await asyncio.sleep(_LOOK_SECONDS)

    def _attach(self) -> None:
        """Tap what is new, let go of what went, ask for the key frames that are wanted."""
        now: dict[int, tuple[Name, Source]] = {}
        for person, publisher in self._publishers().items():
            for stream, source in _recorded(publisher.sources).items():
                now[id(source)] = (Name(person, stream, source.kind), source)
        for key in self._taps.keys() - now.keys():
            source, tap = self._taps.pop(key)
            source.untap(tap)
        for key, (name, source) in now.items():
            if key not in self._taps:
                tap = self._tap(name, source)
                source.tap(tap)
                self._taps[key] = (source, tap)
            track = self._tracks.get(name)
            if self._allowed(name.publisher) and (track is None or track.wants_key):
                source.want_key()

    def _tap(self, name: Name, source: Source) -> Callable[[Any], None]:
        def tap(packet: Any) -> None:
            if not self._allowed(name.publisher):
                return
            heard = Heard(
                source.codec_of(packet), packet.ssrc, packet.sequence_number, packet.timestamp,
                bool(packet.marker), packet.payload, steady_seconds(),
            )  # fmt: skip
            try:
                self._waiting.put_nowait((name, heard, self._dropped[name]))
                self._dropped[name] = 0
            except queue.Full:
                self._dropped[name] += 1
                self.drops += 1

        return tap

    # In the thread

    def _write(self) -> None:
        looked = 0.0
        while not (self._ends.is_set() and self._waiting.empty()):
            try:
                name, heard, dropped = self._waiting.get(timeout=_LOOK_SECONDS)
            except queue.Empty:
                pass
            else:
                track = self._track(name)
                if dropped:
                    self._safely(track, functools.partial(Track.dropped, packets=dropped, at=heard.at))
                self._safely(track, functools.partial(Track.take, heard=heard))
            now = steady_seconds()
            if now - looked > _LOOK_SECONDS:
                looked = now
                self._look_at_tracks(now)
        for name, packets in self._dropped.items():  # the taps are gone: nobody writes here any more
            if packets:
                last = functools.partial(Track.dropped, packets=packets, at=steady_seconds())
                self._safely(self._track(name), last)
        for track in self._tracks.values():
            self._safely(track, Track.close)
        try:
            self._shelf.close()
        except OSError:
            log.warning("media.recording_not_closed", exc_info=True)

    def _track(self, name: Name) -> Track:
        if name not in self._tracks:
            self._tracks = {**self._tracks, name: Track(name, self._shelf, self._zero)}
        return self._tracks[name]

    def _look_at_tracks(self, now: float) -> None:
        for track in self._tracks.values():
            self._safely(track, lambda each: each.look(now))

    def _safely(self, track: Track, do: Callable[[Track], None]) -> None:
        """A stream that cannot be written ends neither the thread nor the other streams."""
        try:
            do(track)
        except Exception:
            self.faults += 1
            if self.faults == 1:
                log.warning("media.recording_failed", kind=track.name.kind, exc_info=True)
            track.failed(steady_seconds())


def _recorded(sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sound, and of each picture its highest layer."""
    chosen: dict[str, Source] = {}
    best: dict[str, str] = {}
    for name, source in sources.items():
        picture, _dot, layer = name.partition(".")
        if picture not in best or layer == _HIGHEST:
            if picture in best:
                del chosen[best[picture]]
            best[picture] = name
            chosen[name] = source
    return chosen
