"""Keeps a recorder beside every live meeting of a media server: begins with the meeting, ends with it, and goes on after a death.

It stands in the process where the packets are, on the media loop. Whether a meeting goes on and who agreed to be recorded it asks the
database; while that is away, what was known last holds, and who is not known is not recorded.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

import structlog

from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.errors import NotFound
from meetings.live.consent import agreed
from meetings.recording.beat import beat
from meetings.recording.hold import Hold
from meetings.recording.queries import folder_of
from meetings.recording.standing import BEAT_SECONDS, Run, is_recorded
from meetings.schedule import queries as schedule

log = structlog.get_logger("media")

LOOKS_SECONDS = 0.2
CLOSES_SECONDS = 2.0
"""So long the look that has begun is waited for when the process ends."""
FAILING_SECONDS = 15.0
"""So long a fault is told after it happened."""
Rooms = Callable[[], Mapping[str, Any]]
"""The rooms of the engine by their meetings' references."""


class Recorder(Protocol):
    """`media.recording.recorder.Recorder`, which only the process of the media server loads."""

    faults: int
    drops: int

    async def close(self) -> None: ...


class Begin(Protocol):
    def __call__(
        self,
        folder: Path,
        publishers: Callable[[], Mapping[str, Any]],
        allowed: Callable[[str], bool],
        now_ms: Callable[[], int],
    ) -> Recorder: ...


@dataclass(frozen=True)
class Known:
    """By their names on the wire: who was ``asked`` for, and of these who ``agreed`` to be in the recording."""

    at: float
    meeting: UUID | None = None
    is_on: bool = False
    asked: frozenset[str] = frozenset()
    agreed: frozenset[str] = frozenset()


class Kept:
    """One meeting's recorder, the only writer in its folder."""

    def __init__(self, recorder: Recorder, hold: Hold) -> None:
        self.recorder, self._hold = recorder, hold
        self._faults, self._fault_at = 0, -FAILING_SECONDS

    def run(self, now: float) -> Run:
        faults = self.recorder.faults + self.recorder.drops
        if faults > self._faults:
            self._faults, self._fault_at = faults, now
        return Run.FAILING if now - self._fault_at < FAILING_SECONDS else Run.RUNNING

    async def close(self) -> None:
        await self.recorder.close()
        self._hold.let_go()


class Keeper:
    """``context`` makes a context of the house itself, at this moment. ``can_keep``: whether this media server can at all.
    ``is_here``: whether the meeting lives at this media server and not at another one, after a move.
    """

    def __init__(
        self,
        context: Callable[[], Context],
        rooms: Rooms,
        begin: Begin,
        can_keep: Callable[[], Awaitable[bool]],
        is_here: Callable[[UUID], Awaitable[bool]],
    ) -> None:
        self._context, self._rooms, self._recorder = context, rooms, begin
        self._can_keep, self._is_here = can_keep, is_here
        self._kept: dict[str, Kept] = {}
        self._known: dict[str, Known] = {}
        self._tried: dict[str, float] = {}
        """By the moment of the knowledge from which a beginning was tried last: once for each."""
        self._closing = asyncio.Event()
        self._running = asyncio.get_running_loop().create_task(self._run())

    @property
    def kept(self) -> Mapping[str, Recorder]:
        """The recorders that run, by their meetings' references."""
        return {ref: each.recorder for ref, each in self._kept.items()}

    async def close(self) -> None:
        """The process ends; the meetings may go on elsewhere. A look that has begun ends: cut off, it would leave a statement broken."""
        self._closing.set()
        await asyncio.wait([self._running], timeout=CLOSES_SECONDS)
        self._running.cancel()
        await asyncio.gather(self._running, return_exceptions=True)
        for ref in list(self._kept):
            await self._end(ref)

    async def _run(self) -> None:
        while not self._closing.is_set():
            try:
                await self._look()
            except Exception:
                log.warning("media.keeper_look_failed", exc_info=True)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), LOOKS_SECONDS)

    async def _look(self) -> None:
        for ref in set(self._rooms()) | set(self._kept):
            known = await self._asked_lately(ref)
            is_on = known.is_on and ref in self._rooms()
            if (
                is_on
                and ref not in self._kept
                and known.meeting is not None
                and self._tried.get(ref) != known.at
            ):
                self._tried[ref] = known.at
                await self._begin(ref, known.meeting)
            elif ref in self._kept and not is_on:
                await self._end(ref)
        gone = self._known.keys() - self._rooms().keys() - self._kept.keys()
        for ref in gone:
            del self._known[ref]
            self._tried.pop(ref, None)

    async def _asked_lately(self, ref: str) -> Known:
        """Each second, and at once when somebody new is heard."""
        now, before, room = steady_seconds(), self._known.get(ref), self._rooms().get(ref)
        heard = frozenset(room.publishers) if room is not None else frozenset()
        if before is not None and now - before.at < BEAT_SECONDS and heard <= before.asked:
            return before
        try:
            found = await self._ask(ref, now, heard)
            await self._tell(ref, found, now)
        except Exception:
            log.warning("media.keeper_not_told", meeting=ref, exc_info=True)
            found = replace(before or Known(now), at=now, asked=heard)
        self._known[ref] = found
        return found

    async def _ask(self, ref: str, now: float, heard: frozenset[str]) -> Known:
        context = self._context()
        try:
            meeting = await schedule.meeting(context, ref)
        except NotFound:  # a room in which somebody tries a line
            return Known(now, asked=heard)
        if not is_recorded(meeting) or not await self._is_here(meeting.id):
            return Known(now, meeting.id, asked=heard)
        return Known(now, meeting.id, is_on=True, asked=heard, agreed=await agreed(meeting.id, heard))

    async def _tell(self, ref: str, known: Known, now: float) -> None:
        kept = self._kept.get(ref)
        if kept is not None and known.is_on and known.meeting is not None:
            await beat(known.meeting, kept.run(now))

    async def _begin(self, ref: str, meeting: UUID) -> None:
        if not await self._can_keep():
            await beat(meeting, Run.IMPOSSIBLE)
            return
        folder = folder_of(self._context().settings.data_dir, ref)
        try:
            hold = await asyncio.to_thread(Hold.take, folder)
            if hold is None:  # its recorder elsewhere has not ended yet
                return
            try:
                recorder = self._recorder(
                    folder, lambda: self._publishers(ref), self._allowed(ref), self._now_ms
                )
            except BaseException:
                hold.let_go()
                raise
        except OSError:
            log.exception("media.recording_not_begun", meeting=ref)
            await beat(meeting, Run.FAILING)
            return
        self._kept[ref] = Kept(recorder, hold)
        log.info("media.recording_begun", meeting=ref)
        await beat(meeting, Run.RUNNING)

    async def _end(self, ref: str) -> None:
        await self._kept[ref].close()
        gone = self._kept.pop(ref)
        log.info("media.recording_ended", meeting=ref, faults=gone.recorder.faults, drops=gone.recorder.drops)

    def _now_ms(self) -> int:
        return round(self._context().now.timestamp() * 1000)

    def _publishers(self, ref: str) -> Mapping[str, Any]:
        """Whose sound and picture are the floor's: an interpreter's channel is not what was said in the room."""
        room = self._rooms().get(ref)
        if room is None:
            return {}
        return {person: each for person, each in room.publishers.items() if not room.interprets(person)}

    def _allowed(self, ref: str) -> Callable[[str], bool]:
        def allowed(person: str) -> bool:
            known, room = self._known.get(ref), self._rooms().get(ref)
            return (
                known is not None
                and room is not None
                and person in known.agreed
                and not room.interprets(person)
            )

        return allowed
