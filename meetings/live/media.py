"""The media server as the hall uses it: started with the first meeting that needs it, asked on behalf of seats."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

from hearing_state.errors import NotFound, Problem, Unavailable
from meetings.live.grammar import Publish, Wish
from meetings.live.room import Room
from meetings.live.seat import Seat
from meetings.live.view import Booth
from meetings.media.engine import Interpreting, Joined, SlotWish, Sound

Answer = Awaitable[None] | None
WITH_MEDIA = frozenset({"video", "low", "sound"})
WITH_PICTURES = frozenset({"video", "low"})


class Engine(Protocol):
    """What the hall needs of a `MediaEngine`: one in this process answers at once, another is waited for."""

    async def open_room(self, room: str) -> None: ...

    def give_floor(self, room: str, person: str) -> Answer: ...

    def end_floor(self, room: str, person: str) -> Answer: ...

    async def publish(self, room: str, person: str, offer: str, *, sound: Sound = ...) -> Joined: ...

    async def subscribe(self, room: str, person: str, wish: SlotWish = ...) -> Joined: ...

    async def accept(self, seat: str, answer: str) -> None: ...

    def pause(self, seat: str, slot: int, *, paused: bool) -> Answer: ...

    def hold_low(self, seat: str, slot: int, *, low: bool) -> Answer: ...

    async def leave(self, seat: str) -> None: ...

    async def close_room(self, room: str) -> None: ...

    async def close(self) -> None: ...


Start = Callable[[], Awaitable[Engine]]


class Media:
    """``start`` makes the engine, whichever it is; None where this process has no sound and picture."""

    def __init__(self, start: Start | None) -> None:
        self._start = start
        self._lock = asyncio.Lock()
        self.engine: Engine | None = None

    @property
    def is_there(self) -> bool:
        return self._start is not None

    async def publish(self, room: Room, seat: Seat, wish: Publish) -> str:
        """The answer to her offer. She must have the right to be heard."""
        engine = await self._open(room)
        room.given.add(seat.me)
        await _done(engine.give_floor(room.ref, seat.me))
        booth = room.booth(seat)
        if booth is not None:
            await self.interpret(room, seat.me, booth)
        joined = await engine.publish(room.ref, seat.me, wish.offer, sound=Sound(wish.sound))
        seat.publishes = joined.seat
        return joined.description

    async def listen(self, room: Room, seat: Seat, wish: Wish) -> Joined | None:
        """A new seat at the media server, and its offer. None where what was agreed still serves."""
        before, seat.wish = seat.wish, wish
        if wish.step not in WITH_MEDIA:
            await self.stop_listening(seat)
            return None
        slots = (wish.voices, wish.pictures)
        if seat.listens is not None and slots == (before.voices, before.pictures):
            await self._listen_to(seat)
            await self._pause(seat)
            return None
        return await self.rejoin(room, seat)

    async def rejoin(self, room: Room, seat: Seat) -> Joined:
        engine = await self._open(room)
        await self.stop_listening(seat)
        slots = SlotWish(seat.wish.voices, seat.wish.pictures)
        joined = await engine.subscribe(room.ref, seat.me, slots)
        seat.listens = joined.seat
        await self._listen_to(seat)
        return joined

    async def accept(self, seat: Seat, media_seat: str, answer: str) -> None:
        if self.engine is None or media_seat != seat.listens:
            raise NotFound("media.no_such_seat")
        await self.engine.accept(media_seat, answer)
        await self._pause(seat)

    async def stop_listening(self, seat: Seat) -> None:
        """At the old place; a new one may be taken at once."""
        gone, seat.listens = seat.listens, None
        await self._leave(gone)

    async def stop_publishing(self, seat: Seat) -> None:
        gone, seat.publishes = seat.publishes, None
        await self._leave(gone)

    async def end_floor(self, room: Room, me: str) -> None:
        """Nothing of hers is forwarded once this is done."""
        if self.engine is not None:
            with suppress(NotFound):
                await _done(self.engine.end_floor(room.ref, me))
        room.interpreting.pop(me, None)

    @property
    def has_channels(self) -> bool:
        return isinstance(self.engine, Interpreting)

    async def interpret(self, room: Room, me: str, booth: Booth | None) -> None:
        """Her sound is her channel's from now on, never the floor's. Raises Unavailable where the engine has no channels."""
        if not isinstance(self.engine, Interpreting):
            raise Unavailable("live.no_channels")
        room.interpreting.pop(me, None)
        if booth is None:
            await self.engine.interpret(room.ref, me, None)
            return
        room.interpreting[me] = booth
        await self.engine.interpret(room.ref, me, booth.channel, muted=booth.is_muted)

    async def _listen_to(self, seat: Seat) -> None:
        """On an engine without channels everybody hears the floor, and is told so."""
        if isinstance(self.engine, Interpreting) and seat.listens is not None:
            await self.engine.listen_to(seat.listens, seat.wish.language)

    async def close_room(self, room: Room) -> None:
        room.given.clear()
        room.interpreting.clear()
        if self.engine is not None:
            await self.engine.close_room(room.ref)

    async def close(self) -> None:
        if self.engine is not None:
            await self.engine.close()

    async def _open(self, room: Room) -> Engine:
        if self._start is None:
            raise Unavailable("live.no_media")
        async with self._lock:
            if self.engine is None:
                self.engine = await self._start()
        await self.engine.open_room(room.ref)
        return self.engine

    async def _leave(self, media_seat: str | None) -> None:
        if media_seat is not None and self.engine is not None:
            await self.engine.leave(media_seat)

    async def _pause(self, seat: Seat) -> None:
        """Pictures rest or shrink on a weak line; sound goes on, and nothing is agreed anew."""
        if self.engine is None or seat.listens is None:
            return
        step = seat.wish.step
        for slot in range(seat.wish.pictures):
            try:
                await _done(self.engine.hold_low(seat.listens, slot, low=step == "low"))
                await _done(self.engine.pause(seat.listens, slot, paused=step not in WITH_PICTURES))
            except Problem:
                return  # it has gone: its owner will come again


async def _done(answer: Answer) -> None:
    if answer is not None:
        await answer
