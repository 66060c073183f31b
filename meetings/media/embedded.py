"""The media server inside this process: forwarding on aiortc, one UDP port. Run it in a process of its own."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import structlog

from hearing_state.clock import steady_seconds
from hearing_state.errors import Invalid, NotFound, Problem, Unavailable
from meetings.media.admission import Admission, Load
from meetings.media.engine import Capabilities, Joined, NodeStats, Picture, RoomStats, SlotWish, Sound
from meetings.media.limits import NodeLimits, RoomLimits
from meetings.media.room import Room
from meetings.media.rtc.compat import names_moved
from meetings.media.rtc.icemux import Mux
from meetings.media.rtc.peer import Listener, Node, Peer, Publisher
from meetings.media.rtc.rehearsal import rehearse
from meetings.media.rtc.slot import Slot
from meetings.media.rtc.wire import guarded
from meetings.media.seats import Pause

log = structlog.get_logger("media")

TICK_SECONDS = 0.25
_CLOSED_TOGETHER = 50
CAPABILITIES = Capabilities(
    kind="embedded", pictures=("H264", "VP8"), one_port=True, resends_sound=True, switches_whole_pictures=True, measures=True, keeps=True
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where the node listens. ``public`` are addresses told to peers when the machine stands behind others."""

    host: str = "127.0.0.1"
    port: int = 0
    public: Sequence[str] = ()
    native: Path | None = None
    """Folder of the compiled fan-out (see rtc/native); None: the Python one."""


class EmbeddedEngine:
    """A `MediaEngine`. Made by `start`; everything of it ends with `close`."""

    def __init__(self, node: Node, limits: NodeLimits) -> None:
        self.node = node
        self.admission = Admission(limits)
        self.rooms: dict[str, Room[Publisher, Listener]] = {}
        self._peers: dict[str, tuple[Room[Publisher, Listener], Peer]] = {}
        self._refused: Counter[str] = Counter()
        self._ticking = asyncio.get_running_loop().create_task(self._tick())

    @classmethod
    async def start(cls, place: Place, limits: NodeLimits | None = None) -> EmbeddedEngine:
        """Unavailable when aiortc is not the one this was written for, OSError when the port is taken."""
        limits = limits or NodeLimits()
        moved = names_moved()
        if moved:
            log.error("media.aiortc_has_changed", moved=moved)
            raise Unavailable("media.closing", moved=moved)
        mux = Mux.open(place.host, place.port, consent_seconds=limits.consent_seconds, public=place.public)
        return cls(Node(mux, limits, place.native), limits)

    @classmethod
    async def rehearsed(cls, place: Place, limits: NodeLimits | None = None) -> EmbeddedEngine:
        """As `start`, after a tone went through another engine of this process. For every node that opens to people."""
        trial = await cls.start(Place(native=place.native))
        try:
            await rehearse(trial)
        finally:
            await trial.close()
        return await cls.start(place, limits)

    @property
    def port(self) -> int:
        return self.node.mux.local[1]

    async def able(self) -> Capabilities:
        return CAPABILITIES

    # Rooms and the floor

    async def open_room(self, room: str, limits: RoomLimits | None = None) -> None:
        """A second call changes nothing."""
        if self.admission.is_closing:
            raise Unavailable("media.closing")
        self.rooms.setdefault(room, Room(room, limits or RoomLimits()))

    async def give_floor(self, room: str, person: str) -> None:
        self._room(room).give_floor(person)

    async def end_floor(self, room: str, person: str) -> None:
        self._room(room).end_floor(person)

    async def show(self, room: str, person: str) -> None:
        self._room(room).show(person)

    async def hide(self, room: str, person: str) -> None:
        self._room(room).hide(person)

    async def interpret(self, room: str, person: str, channel: str | None, *, muted: bool = False) -> None:
        self._room(room).interpret(person, channel, muted=muted)

    # Seats

    async def publish(self, room: str, person: str, offer: str, *, sound: Sound = Sound.FULL) -> Joined:
        found = self._room(room)
        found.stage.check_floor(person)
        self._enter(speaks=True)
        seat = secrets.token_urlsafe(12)
        publisher = Publisher(self.node, person, lambda: self._publisher_gone(seat))
        self._peers[seat] = (found, publisher)
        try:
            answer = await publisher.answer(offer, sound)
        except Invalid:
            self._must_be_there(seat)  # else it was not her offer that could not be used
            await publisher.close()
            raise
        except BaseException:
            await publisher.close()
            raise
        self._must_be_there(seat)
        before = found.publishers.get(person)
        found.publishes(publisher)
        if person not in found.stage.speakers:  # it ended while the answer was made
            found.end_floor(person)
        if before is not None:
            self.node.spawn(before.close())
        return Joined(seat, answer)

    async def subscribe(self, room: str, person: str, wish: SlotWish | None = None) -> Joined:
        found, wish = self._room(room), wish or SlotWish()
        if len(found.listeners) >= found.limits.listeners:
            self._refused["media.full"] += 1
            raise Unavailable("media.full")
        self._enter()
        seat = secrets.token_urlsafe(12)
        listener = Listener(self.node, person, lambda: self._listener_gone(seat))
        self._peers[seat] = (found, listener)
        bounded = SlotWish(min(wish.voices, found.limits.voices), min(wish.pictures, found.limits.pictures))
        try:
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

    async def listen_to(self, seat: str, channel: str, *, with_floor: bool = False) -> None:
        self._listener(seat)
        self._peers[seat][0].listen_to(seat, channel, with_floor=with_floor)

    async def pause(self, seat: str, slot: int, *, paused: bool) -> None:
        """The ``slot``-th picture of the listener's page."""
        _room, place = self._slot(seat, slot)
        if paused:
            place.pause(Pause.WISH)
        else:
            place.resume(Pause.WISH)

    async def hold_low(self, seat: str, slot: int, *, low: bool) -> None:
        room, place = self._slot(seat, slot)
        room.hold_low(place, low=low)

    # Reading

    async def room_stats(self, room: str) -> RoomStats:
        return self._room(room).stats()

    async def node_stats(self) -> NodeStats:
        load = self.admission.load
        return NodeStats(len(self._peers), len(self.rooms), load.busy, load.late, dict(self._refused))

    # The end

    async def close_room(self, room: str) -> None:
        found = self.rooms.pop(room, None)
        if found is not None:
            await self._close([peer for where, peer in list(self._peers.values()) if where is found])

    async def drain(self) -> None:
        self.admission.is_closing = True

    async def close(self) -> None:
        """Say goodbye to everybody, in a bounded time, and leave no task and no socket behind."""
        await self.drain()
        self._ticking.cancel()
        await self._close([peer for _room, peer in list(self._peers.values())])
        self.rooms.clear()
        tasks = [self._ticking, *self.node.tasks]
        await asyncio.wait(tasks, timeout=5)
        for task in tasks:
            task.cancel()
        self.node.mux.close()

    async def _close(self, peers: Sequence[Peer]) -> None:
        for start in range(0, len(peers), _CLOSED_TOGETHER):
            await asyncio.gather(*(peer.close() for peer in peers[start : start + _CLOSED_TOGETHER]))

    # Within

    async def _tick(self) -> None:
        loop_at, worked_at, late = steady_seconds(), time.process_time(), [0.0] * 4
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now, worked = steady_seconds(), time.process_time()
            late = [*late[1:], max(0.0, now - loop_at - TICK_SECONDS)]
            busy = 0.75 * self.admission.load.busy + 0.25 * (worked - worked_at) / (now - loop_at)
            self.admission.load = Load(busy, sorted(late)[1])  # one late waking may be chance, three are not
            loop_at, worked_at = now, worked
            for room in list(self.rooms.values()):
                guarded(room.tick, now)

    def _enter(self, *, speaks: bool = False) -> None:
        try:
            self.admission.enter(steady_seconds(), len(self._peers), speaks=speaks)
        except Problem as refusal:
            self._refused[refusal.reason] += 1
            raise

    def _must_be_there(self, seat: str) -> None:
        """Its time may have run out, or its room have closed, while it was made: then it never sits down, since nobody would end it again."""
        if seat not in self._peers:
            raise Unavailable("media.away")

    def _publisher_gone(self, seat: str) -> None:
        room, peer = self._peers.pop(seat)
        if isinstance(peer, Publisher):
            room.publisher_gone(peer)

    def _listener_gone(self, seat: str) -> None:
        room, _peer = self._peers.pop(seat)
        room.listener_gone(seat)

    def _room(self, room: str) -> Room[Publisher, Listener]:
        if room not in self.rooms:
            raise NotFound("media.no_such_room")
        return self.rooms[room]

    def _listener(self, seat: str) -> Listener:
        peer = self._peers.get(seat, (None, None))[1]
        if not isinstance(peer, Listener):
            raise NotFound("media.no_such_seat")
        return peer

    def _slot(self, seat: str, slot: int) -> tuple[Room[Publisher, Listener], Slot]:
        listener = self._listener(seat)
        if not 0 <= slot < len(listener.pictures):
            raise NotFound("media.no_such_picture")
        return self._peers[seat][0], listener.pictures[slot]
