"""A media engine in another process: the same words, spoken over its node's control line.

The connection is made at the first word and again after it broke. While the node is away every word is Unavailable at once or
within a bounded time; nothing is repeated by itself, since the caller knows better what still holds.
"""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

import structlog

from hearing_state.errors import Unavailable
from meetings.media.control import lines, words
from meetings.media.control.door import Door
from meetings.media.control.lines import Broken, Marked
from meetings.media.control.proving import proved_to_them
from meetings.media.engine import Capabilities, Joined, NodeStats, Picture, RoomStats, SlotWish, Sound
from meetings.media.limits import RoomLimits

log = structlog.get_logger("media")

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 20.0


class RemoteEngine:
    """A `MediaEngine`. ``key`` is the shared key of the media nodes."""

    def __init__(self, door: Door, key: bytes) -> None:
        self._door, self._key = door, lines.checked_key(key)
        self._line: _Line | None = None
        self._connecting = asyncio.Lock()

    async def able(self) -> Capabilities:
        found = await self._ask("able")
        assert isinstance(found, Capabilities)
        return found

    async def open_room(self, room: str, limits: RoomLimits | None = None) -> None:
        await self._ask("open_room", room=room, limits=limits or RoomLimits())

    async def close_room(self, room: str) -> None:
        await self._ask("close_room", room=room)

    async def give_floor(self, room: str, person: str) -> None:
        await self._ask("give_floor", room=room, person=person)

    async def end_floor(self, room: str, person: str) -> None:
        await self._ask("end_floor", room=room, person=person)

    async def show(self, room: str, person: str) -> None:
        await self._ask("show", room=room, person=person)

    async def hide(self, room: str, person: str) -> None:
        await self._ask("hide", room=room, person=person)

    async def publish(self, room: str, person: str, offer: str, *, sound: Sound = Sound.FULL) -> Joined:
        return await self._joined("publish", room=room, person=person, offer=_bounded(offer), sound=sound)

    async def subscribe(self, room: str, person: str, wish: SlotWish | None = None) -> Joined:
        return await self._joined("subscribe", room=room, person=person, wish=wish or SlotWish())

    async def accept(self, seat: str, answer: str) -> None:
        await self._ask("accept", seat=seat, answer=_bounded(answer))

    async def leave(self, seat: str) -> None:
        await self._ask("leave", seat=seat)

    async def switch(self, seat: str, slot: int, person: str, picture: Picture = Picture.CAMERA) -> None:
        await self._ask("switch", seat=seat, slot=slot, person=person, picture=picture)

    async def follow(self, seat: str, slot: int) -> None:
        await self._ask("follow", seat=seat, slot=slot)

    async def pause(self, seat: str, slot: int, *, paused: bool) -> None:
        await self._ask("pause", seat=seat, slot=slot, paused=paused)

    async def interpret(self, room: str, person: str, channel: str | None, *, muted: bool = False) -> None:
        await self._ask("interpret", room=room, person=person, channel=channel, muted=muted)

    async def listen_to(self, seat: str, channel: str, *, with_floor: bool = False) -> None:
        besides = {"with_floor": True} if with_floor else {}  # a node of the release before knows the rest
        await self._ask("listen_to", seat=seat, channel=channel, **besides)

    async def hold_low(self, seat: str, slot: int, *, low: bool) -> None:
        await self._ask("hold_low", seat=seat, slot=slot, low=low)

    async def room_stats(self, room: str) -> RoomStats:
        found = await self._ask("room_stats", room=room)
        assert isinstance(found, RoomStats)
        return found

    async def node_stats(self) -> NodeStats:
        found = await self._ask("node_stats")
        assert isinstance(found, NodeStats)
        return found

    async def drain(self) -> None:
        await self._ask("drain")

    async def close(self) -> None:
        """End the connection. The node and its people go on."""
        if self._line is not None:
            await self._line.close()
            self._line = None

    async def _joined(self, word: str, **arguments: Any) -> Joined:
        found = await self._ask(word, **arguments)
        assert isinstance(found, Joined)
        return found

    async def _ask(self, word: str, **arguments: Any) -> Any:
        async with self._connecting:
            if self._line is None or not self._line.is_open:
                self._line = await self._connected()
            line = self._line
        return await line.ask(word, arguments)

    async def _connected(self) -> _Line:
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                reader, writer = await self._door.connect()
                try:
                    return _Line(reader, writer, await proved_to_them(reader, writer, self._key), self._key)
                except BaseException:
                    writer.close()
                    raise
        except (OSError, TimeoutError, Broken, ValueError) as fault:
            log.warning("media.node_away", why=type(fault).__name__)
            raise Unavailable("media.away") from fault


def _bounded(text: str) -> str:
    """Longer than any may be stays too long, and fits on the line."""
    return text[: lines.LINE_BYTES // 5 + 1]


class _Line:
    """A connection that was proved. Questions have numbers; answers come in any order."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, nonces: tuple[str, str], key: bytes
    ) -> None:
        self._reader, self._writer = reader, writer
        self._speaks, self._hears = Marked(key, "caller", nonces), Marked(key, "node", nonces)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._reading = asyncio.get_running_loop().create_task(self._read())

    @property
    def is_open(self) -> bool:
        return not self._reading.done()

    async def ask(self, word: str, arguments: dict[str, Any]) -> Any:
        if len(self._waiting) >= lines.WAITING or not self.is_open:
            raise Unavailable("media.away")
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            self._writer.write(self._speaks.mark({"n": number, "do": word, "with": words.sent(arguments)}))
            async with asyncio.timeout(ANSWER_SECONDS):
                said = await answer
        except (OSError, TimeoutError) as fault:
            raise Unavailable("media.away") from fault
        finally:
            self._waiting.pop(number, None)
        if "no" in said:
            raise words.refusal(said["no"])
        return words.given(word, said.get("ok"))

    async def _read(self) -> None:
        try:
            while line := await self._reader.readline():
                said = self._hears.check(line)
                answer = self._waiting.get(int(said.get("n") or 0))
                if answer is not None and not answer.done():
                    answer.set_result(said)
        except (OSError, ValueError, Broken) as fault:
            log.warning("media.line_broken", why=type(fault).__name__)
        finally:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(Unavailable("media.away"))
            self._writer.close()

    async def close(self) -> None:
        self._reading.cancel()
        await asyncio.gather(self._reading, return_exceptions=True)
