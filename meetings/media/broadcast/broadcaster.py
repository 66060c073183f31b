"""Which meetings of an engine are broadcast, and whose sound and picture go in: taps on the media loop, a packager for each meeting."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import structlog

from hearing_state.clock import steady_seconds
from meetings.media.broadcast import shelf
from meetings.media.broadcast.came import Came
from meetings.media.broadcast.packager import Packager
from meetings.media.broadcast.part import Part
from meetings.media.engine import Picture
from meetings.media.recording.frames import Heard
from meetings.media.rtc.source import Source

log = structlog.get_logger("media")

LOOKS_SECONDS = 0.2
ASKED_EVERY_SECONDS = 2.0
GONE_SECONDS = 5.0
"""Without a packet for so long a picture is not on the stage any more (a screen that rests still sends one a second)."""
_HIGHEST = "high"


class Publishing(Protocol):
    @property
    def sound(self) -> Source | None: ...
    @property
    def pictures(self) -> Mapping[Picture, Mapping[str, Source]]: ...


class Staged(Protocol):
    """The stage of a room: who has the floor, whose pictures are shown in which order, who speaks now."""

    @property
    def publishers(self) -> Mapping[str, Publishing]: ...
    @property
    def speaker(self) -> str | None: ...
    @property
    def speakers(self) -> Sequence[str]: ...
    @property
    def shown(self) -> Sequence[str]: ...


Owned = tuple[str, Source]
"""Whose, and the stream."""
Told = Callable[[str, Part | None], None]
"""The meeting and its newest part, on the media loop; None once it is over."""


class Broadcaster:
    """``rooms``: the rooms of the engine by their meetings' references. ``is_on``: whether that meeting is broadcast at this
    moment; asked every two seconds. ``data_dir``: where the folders lie.
    """

    def __init__(
        self,
        data_dir: Path,
        rooms: Callable[[], Mapping[str, Staged]],
        is_on: Callable[[str], Awaitable[bool]],
        told: Told,
    ) -> None:
        self._data_dir, self._rooms, self._is_on, self._told = data_dir, rooms, is_on, told
        self._on: dict[str, OnAir] = {}
        self._asked: dict[str, tuple[float, bool]] = {}
        self._running = asyncio.get_running_loop().create_task(self._run())

    @property
    def on_air(self) -> Sequence[str]:
        return tuple(self._on)

    async def close(self) -> None:
        """The process ends; the meetings may go on elsewhere."""
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        for ref in list(self._on):
            await self._end(ref, is_over=False)

    async def _run(self) -> None:
        while True:
            try:
                await self._look()
            except Exception:
                log.warning("media.broadcaster_look_failed", exc_info=True)
            await asyncio.sleep(LOOKS_SECONDS)

    async def _look(self) -> None:
        rooms = self._rooms()
        for ref in set(rooms) | set(self._on):
            is_on = await self._asked_lately(ref)
            if is_on and ref in rooms and ref not in self._on:
                self._on[ref] = self._begun(ref)
            elif ref in self._on and not (is_on and ref in rooms):
                await self._end(ref, is_over=not is_on)
        for ref, each in self._on.items():
            if ref in rooms:
                each.look(rooms[ref])
        self._asked = {ref: each for ref, each in self._asked.items() if ref in rooms or ref in self._on}

    async def _asked_lately(self, ref: str) -> bool:
        """Where nobody can say, what was said last holds: a meeting does not end because a database is away."""
        now = steady_seconds()
        at, before = self._asked.get(ref, (-ASKED_EVERY_SECONDS, False))
        if now - at < ASKED_EVERY_SECONDS:
            return before
        try:
            found = await self._is_on(ref)
        except Exception:
            log.warning("media.broadcast_not_asked", exc_info=True)
            found = before
        self._asked[ref] = (now, found)
        return found

    def _begun(self, ref: str) -> OnAir:
        loop = asyncio.get_running_loop()

        def told(part: Part) -> None:
            loop.call_soon_threadsafe(self._told, ref, part)

        folder = shelf.folder_of(self._data_dir, ref)
        log.info("media.broadcast_begun", meeting=ref)
        return OnAir(Packager(folder, told))

    async def _end(self, ref: str, *, is_over: bool) -> None:
        gone = self._on[ref]
        gone.let_go()
        await asyncio.to_thread(gone.packager.close)
        self._on.pop(ref, None)  # only now: who was told to end in the middle of it ends it again
        if is_over:
            await asyncio.to_thread(shelf.end, shelf.folder_of(self._data_dir, ref))
            self._told(ref, None)
        log.info("media.broadcast_ended", meeting=ref, over=is_over, drops=gone.packager.drops)


class OnAir:
    """The taps of one meeting. All on the media loop."""

    def __init__(self, packager: Packager) -> None:
        self.packager = packager
        self._taps: dict[int, tuple[str, Source, Callable[[Any], None]]] = {}

    def look(self, room: Staged) -> None:
        """Tap what is new, let go of what went, ask for key frames."""
        chosen = picture_of(room)
        picture = chosen[1] if chosen is not None else None
        self.packager.want(id(picture) if picture is not None else None)
        wanted = {id(each): (person, each) for person, each in _sounds(room)}
        for found in (chosen, self._shown()):
            if found is not None:
                wanted[id(found[1])] = found
        for key in self._taps.keys() - wanted.keys():
            self._untap(key)
        for key, (person, source) in wanted.items():
            if key not in self._taps:
                tap = self._tap(person, source)
                source.tap(tap)
                self._taps[key] = (person, source, tap)
        if picture is not None and self.packager.wants_key:
            picture.want_key()

    def let_go(self) -> None:
        for key in list(self._taps):
            self._untap(key)

    def _shown(self) -> Owned | None:
        """The picture before, until the new one has its key frame."""
        person, source, _tap = self._taps.get(self.packager.shown or 0, ("", None, None))
        return (person, source) if source is not None and source.is_open else None

    def _untap(self, key: int) -> None:
        _person, source, tap = self._taps.pop(key)
        source.untap(tap)

    def _tap(self, person: str, source: Source) -> Callable[[Any], None]:
        key, kind, put = id(source), source.kind, self.packager.put

        def tap(packet: Any) -> None:
            heard = Heard(
                source.codec_of(packet), packet.ssrc, packet.sequence_number, packet.timestamp,
                bool(packet.marker), packet.payload, steady_seconds(),
            )  # fmt: skip
            put(Came(key, kind, person, heard, source.report))

        return tap


def _sounds(room: Staged) -> list[Owned]:
    return [
        (person, each.sound)
        for person, each in room.publishers.items()
        if each.sound is not None and person in room.speakers
    ]


def picture_of(room: Staged) -> Owned | None:
    """A screen that is shown; else the speaker's camera; else the first of the stage that has one. None: nobody has."""
    shown = list(room.shown)
    if room.speaker in shown:
        shown = [room.speaker, *(person for person in shown if person != room.speaker)]
    for picture in (Picture.SCREEN, Picture.CAMERA):
        for person in shown:
            publisher = room.publishers.get(person)
            layers = publisher.pictures.get(picture, {}) if publisher is not None else {}
            live = {name: each for name, each in layers.items() if _is_sending(each)}
            if live:
                return person, live.get(_HIGHEST) or next(iter(live.values()))
    return None


def _is_sending(source: Source) -> bool:
    return source.is_open and source.ssrc is not None and steady_seconds() - source.heard_at < GONE_SECONDS
