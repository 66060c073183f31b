"""The media server Janus (Debian's ``janus``) behind the engine's words: a process of ours, and every decision ours."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import replace

import structlog

from hearing_state.clock import steady_seconds
from hearing_state.errors import NotFound, Problem, Unavailable
from meetings.media.engine import Capabilities, Joined, NodeStats, Picture, RoomStats, SlotWish, Sound
from meetings.media.janus.hall import Hall
from meetings.media.janus.line import JanusLine
from meetings.media.janus.peers import JanusListener, JanusPublisher
from meetings.media.janus.process import JanusPlace
from meetings.media.janus.service import JanusRoom, JanusService
from meetings.media.janus.slots import JanusSlot
from meetings.media.limits import NodeLimits, RoomLimits
from meetings.media.room import Room
from meetings.media.seats import Pause

log = structlog.get_logger("media")

CAPABILITIES = Capabilities(
    kind="janus", pictures=("VP8",), one_port=False, resends_sound=False, switches_whole_pictures=False, measures=False, keeps=True
)  # fmt: skip


class JanusEngine(JanusService):
    """A `MediaEngine`. Made by `start`; the process ends with `close`. When Janus dies, all seats are gone and it is started
    again; rooms and who has the floor in them are kept here.
    """

    @classmethod
    async def start(cls, place: JanusPlace, limits: NodeLimits | None = None) -> JanusEngine:
        """Unavailable when Janus is not installed or does not start."""
        engine = cls(place, limits or NodeLimits())
        await engine._open()
        engine._spawn(engine._tick())
        return engine

    async def able(self) -> Capabilities:
        return CAPABILITIES

    # Rooms and the floor

    async def open_room(self, room: str, limits: RoomLimits | None = None) -> None:
        """A second call changes nothing."""
        if self.admission.is_closing:
            raise Unavailable("media.closing")
        async with self._opening:
            if room not in self.rooms:
                line, found = self._open_line(), limits or RoomLimits()
                assert self._process is not None
                self._halls[room] = await Hall.open(line, self._steward, found, self._process.secret)
                self.rooms[room] = Room(room, found)

    async def give_floor(self, room: str, person: str) -> None:
        found = self._room(room)
        found.give_floor(person)
        await self._settle(found, person)

    async def end_floor(self, room: str, person: str) -> None:
        found = self._room(room)
        found.end_floor(person)
        await self._settle(found, person)

    @staticmethod
    async def _settle(room: JanusRoom, person: str) -> None:
        publisher = room.publishers.get(person)
        if publisher is not None:
            await publisher.settle()

    async def show(self, room: str, person: str) -> None:
        self._room(room).show(person)

    async def hide(self, room: str, person: str) -> None:
        self._room(room).hide(person)

    # Interpretation

    async def interpret(self, room: str, person: str, channel: str | None, *, muted: bool = False) -> None:
        self._room(room).interpret(person, channel, muted=muted)

    async def listen_to(self, seat: str, channel: str, *, with_floor: bool = False) -> None:
        self._listener(seat)
        self._peers[seat][0].listen_to(seat, channel, with_floor=with_floor)

    # Seats

    async def publish(self, room: str, person: str, offer: str, *, sound: Sound = Sound.FULL) -> Joined:
        found = self._room(room)
        found.stage.check_floor(person)
        line, seat = self._enter(speaks=True), secrets.token_urlsafe(12)
        publisher = JanusPublisher(
            line,
            self._halls[room],
            person,
            lambda: self._publisher_gone(seat),
            lambda: self._publisher_up(seat),
        )
        self._peers[seat] = (found, publisher)
        try:
            await publisher.attach(2 * self._limits.handshake_seconds)
            answer = await publisher.answer(offer, sound)
        except BaseException:
            await publisher.close()
            raise
        self._must_be_there(seat)
        before = found.publishers.get(person)
        found.publishes(publisher)
        if person not in found.stage.speakers:  # it ended while the answer was made
            found.end_floor(person)
        await publisher.settle()
        if before is not None:
            await before.close()
        return Joined(seat, answer)

    async def subscribe(self, room: str, person: str, wish: SlotWish | None = None) -> Joined:
        found, wish = self._room(room), wish or SlotWish()
        if len(found.listeners) >= found.limits.listeners:
            self._refused["media.full"] += 1
            raise Unavailable("media.full")
        line, seat = self._enter(), secrets.token_urlsafe(12)
        listener = JanusListener(line, self._halls[room], person, lambda: self._listener_gone(seat))
        self._peers[seat] = (found, listener)
        bounded = SlotWish(min(wish.voices, found.limits.voices), min(wish.pictures, found.limits.pictures))
        try:
            await listener.attach(2 * self._limits.handshake_seconds)
            offer = await listener.offer(bounded)
        except BaseException:
            await listener.close()
            raise
        self._must_be_there(seat)
        found.listens(seat, listener)
        return Joined(seat, offer)

    async def accept(self, seat: str, answer: str) -> None:
        listener = self._listener(seat)
        try:
            await listener.accept(answer)
        except Problem:
            await listener.close()
            raise

    async def leave(self, seat: str) -> None:
        """A seat that is not there any more has left already."""
        if seat in self._peers:
            await self._peers[seat][1].close()

    async def switch(self, seat: str, slot: int, person: str, picture: Picture = Picture.CAMERA) -> None:
        room, place = self._slot(seat, slot)
        room.pin(place, person, picture)

    async def follow(self, seat: str, slot: int) -> None:
        room, place = self._slot(seat, slot)
        room.unpin(place)

    async def hold_low(self, seat: str, slot: int, *, low: bool) -> None:
        room, place = self._slot(seat, slot)
        room.hold_low(place, low=low)

    async def pause(self, seat: str, slot: int, *, paused: bool) -> None:
        """The ``slot``-th picture of the listener's page."""
        _room, place = self._slot(seat, slot)
        if paused:
            place.pause(Pause.WISH)
        else:
            place.resume(Pause.WISH)

    # Reading

    async def room_stats(self, room: str) -> RoomStats:
        """Janus tells no rates without its admin interface, which stays shut: who is here, who speaks and what is shown is ours."""
        stats = self._room(room).stats()
        unmeasured = {person: dict.fromkeys(streams, 0) for person, streams in stats.publishers.items()}
        return replace(stats, publishers=unmeasured)

    async def node_stats(self) -> NodeStats:
        """Unavailable while Janus is away: the node must not count as living then."""
        self._open_line()
        load = self.admission.load
        return NodeStats(len(self._peers), len(self.rooms), load.busy, load.late, dict(self._refused))

    # The end

    async def close_room(self, room: str) -> None:
        found, hall = self.rooms.pop(room, None), self._halls.pop(room, None)
        if found is not None:
            await self._close([peer for where, peer in list(self._peers.values()) if where is found])
        if hall is not None:
            await hall.close()

    async def drain(self) -> None:
        self.admission.is_closing = True

    async def close(self) -> None:
        """Say goodbye to everybody, in a bounded time, and leave no process and no file behind."""
        await self.drain()
        await self._close([peer for _room, peer in list(self._peers.values())])
        self.rooms.clear()
        line, self._line = self._line, None
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if line is not None:
            await line.close()
        if self._process is not None:
            await self._process.stop()

    # Within

    def _enter(self, *, speaks: bool = False) -> JanusLine:
        line = self._open_line()
        try:
            self.admission.enter(steady_seconds(), len(self._peers), speaks=speaks)
        except Problem as refusal:
            self._refused[refusal.reason] += 1
            raise
        return line

    def _publisher_up(self, seat: str) -> None:
        """Her streams can be shown from now on."""
        room, peer = self._peers.get(seat, (None, None))
        if room is not None and isinstance(peer, JanusPublisher) and room.publishers.get(peer.person) is peer:
            room.look()
            room.route()

    def _must_be_there(self, seat: str) -> None:
        """Its time may have run out, or its room have closed, while it was made: then it never sits down, since nobody would end it again."""
        if seat not in self._peers:
            raise Unavailable("media.away")

    def _publisher_gone(self, seat: str) -> None:
        room, peer = self._peers.pop(seat)
        if isinstance(peer, JanusPublisher):
            room.publisher_gone(peer)
            for listener in room.listeners.values():
                listener.forget(peer.feed)

    def _listener_gone(self, seat: str) -> None:
        room, _peer = self._peers.pop(seat)
        room.listener_gone(seat)

    def _room(self, room: str) -> JanusRoom:
        if room not in self.rooms:
            raise NotFound("media.no_such_room")
        return self.rooms[room]

    def _listener(self, seat: str) -> JanusListener:
        peer = self._peers.get(seat, (None, None))[1]
        if not isinstance(peer, JanusListener):
            raise NotFound("media.no_such_seat")
        return peer

    def _slot(self, seat: str, slot: int) -> tuple[JanusRoom, JanusSlot]:
        listener = self._listener(seat)
        if not 0 <= slot < len(listener.pictures):
            raise NotFound("media.no_such_picture")
        return self._peers[seat][0], listener.pictures[slot]
