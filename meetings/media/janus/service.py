"""The process of Janus and the line to it: started, watched, started again when it dies, and ended."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from typing import Any

import structlog

from hearing_state.clock import steady_seconds
from hearing_state.errors import Problem, Unavailable
from meetings.media.admission import Admission, Load
from meetings.media.janus.hall import Hall
from meetings.media.janus.line import JanusLine
from meetings.media.janus.peer import JanusPeer
from meetings.media.janus.peers import JanusListener, JanusPublisher
from meetings.media.janus.process import JanusPlace, JanusProcess, cores
from meetings.media.limits import NodeLimits
from meetings.media.room import Room

log = structlog.get_logger("media")

TICK_SECONDS = 0.25
AGAIN_SECONDS = 1.0
_CLOSED_TOGETHER = 50
JanusRoom = Room[JanusPublisher, JanusListener]


class JanusService:
    """When Janus dies, all seats are gone and it is started again; rooms and who has the floor in them are kept here."""

    def __init__(self, place: JanusPlace, limits: NodeLimits) -> None:
        self.admission, self._limits, self._place = Admission(limits), limits, place
        self.rooms: dict[str, JanusRoom] = {}
        self._halls: dict[str, Hall] = {}
        self._peers: dict[str, tuple[JanusRoom, JanusPeer]] = {}
        self._refused: Counter[str] = Counter()
        self._process: JanusProcess | None = None
        self._line: JanusLine | None = None
        self._steward = 0
        self._opening = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()

    async def _open(self) -> None:
        process = self._process = await JanusProcess.start(self._place)
        try:
            line = await JanusLine.connect(process.socket, process.secret, self._lost)
            self._steward = await line.attach(lambda _told: None)
            self._halls = {
                name: await Hall.open(line, self._steward, room.limits, process.secret)
                for name, room in self.rooms.items()
            }
        except BaseException:
            await process.stop()
            raise
        self._line = line

    def _lost(self) -> None:
        """The line broke: Janus has died, or will with it."""
        if self._line is None:
            return
        self._line = None
        for _room, peer in list(self._peers.values()):
            peer.spawn_close()
        if not self.admission.is_closing or self._peers:
            self._spawn(self._revive())

    async def _revive(self) -> None:
        log.error("media.janus_lost", said=self._process.said() if self._process else "")
        while self._line is None:
            if self._process is not None:
                await self._process.stop()
            with suppress(Problem, OSError):
                await self._open()
                log.info("media.janus_started_again")
                return
            await asyncio.sleep(AGAIN_SECONDS)

    async def _close(self, peers: Sequence[JanusPeer]) -> None:
        for start in range(0, len(peers), _CLOSED_TOGETHER):
            await asyncio.gather(*(peer.close() for peer in peers[start : start + _CLOSED_TOGETHER]))

    async def _tick(self) -> None:
        loop_at, worked_at, late = steady_seconds(), self.janus_seconds(), [0.0] * 4
        while True:
            await asyncio.sleep(TICK_SECONDS)
            now, worked = steady_seconds(), self.janus_seconds()
            late = [*late[1:], max(0.0, now - loop_at - TICK_SECONDS)]
            share = max(0.0, worked - worked_at) / (now - loop_at) / (self._place.loops or cores())
            busy = 0.75 * self.admission.load.busy + 0.25 * share
            self.admission.load = Load(busy, sorted(late)[1])
            loop_at, worked_at = now, worked
            for room in list(self.rooms.values()):
                room.tick(now)
                for publisher in list(room.publishers.values()):
                    publisher.look(now)

    def janus_seconds(self) -> float:
        """Processor time of Janus itself so far."""
        return self._process.worked_seconds() if self._process is not None else 0.0

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _open_line(self) -> JanusLine:
        if self._line is None:
            raise Unavailable("media.away")
        return self._line
