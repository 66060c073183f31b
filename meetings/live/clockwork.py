"""What time does in the halls: silence and overtime end, sessions are looked at, the hall is read again for safety."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import structlog

from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.errors import Problem
from hearing_state.people.queries import still_signed_in
from hearing_state.permissions import Actor
from meetings.live.bounds import KEPT_SECONDS
from meetings.live.conversation import NOT_ADMITTED
from meetings.live.foyer import Foyer
from meetings.live.queries import meeting_subject, role_of
from meetings.live.room import Room
from meetings.live.seat import Seat

log = structlog.get_logger("live")
TICK_SECONDS = 0.25
LOOKED_AFTER_SECONDS = 1.0
"""So often is asked where a meeting's sound and picture are: a dead node is noticed by its silence."""
READ_AGAIN_SECONDS = 5.0
"""A notice may be lost with its connection: so often each hall is read without one."""
AUDIENCE_LOOKED_AT_SECONDS = 10.0
LOG_SECONDS = 5.0


class Clockwork:
    def __init__(self, foyer: Foyer) -> None:
        self._foyer = foyer
        self._read_at = self._logged_at = self._sought_at = steady_seconds()
        self._looking = False
        self._ending: set[str] = set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.tick(steady_seconds())

    def tick(self, now: float) -> None:
        foyer = self._foyer
        for line in list(foyer.lines):
            line.conversation.tick(now)
            if len(line.conversation.outgoing):
                line.nudge()
        for seat in foyer.seats:
            if seat.gone_at is not None and now - seat.gone_at >= KEPT_SECONDS:
                foyer.clear(seat)
        for room in list(foyer.rooms.values()):
            foyer.keep_stage(room)
            self._end_overdue(room)
        self._look(now)
        if now - self._sought_at >= LOOKED_AFTER_SECONDS:
            self._sought_at = now
            for room in foyer.rooms.values():
                if not room.opening.locked():
                    foyer.spawn(foyer.media.look(room))
        if now - self._read_at >= READ_AGAIN_SECONDS:
            self._read_at = now
            foyer.read_all()
        self._write_down(now)

    # Turns whose time is over

    def _end_overdue(self, room: Room) -> None:
        view = room.view
        if view is None or view.over_at is None or room.ref in self._ending:
            return
        if view.holders and self._foyer.context().now >= view.over_at:
            self._ending.add(room.ref)
            self._foyer.spawn(self._end(room))

    async def _end(self, room: Room) -> None:
        try:
            await self._foyer.floor.end_overdue(self._foyer.context(), room.ref)
        except Problem as problem:
            log.warning("live.turn_not_ended", meeting=room.ref, word=problem.reason)
        finally:
            self._ending.discard(room.ref)
            self._foyer.changed(room.ref)

    # Sessions that ended, roles that were taken

    def _look(self, now: float) -> None:
        if self._looking:
            return
        due = [seat for seat in self._foyer.seats if seat.admitted.session and self._is_due(seat, now)]
        if due:
            self._looking = True
            self._foyer.spawn(self._look_at(due))

    @staticmethod
    def _is_due(seat: Seat, now: float) -> bool:
        """Whoever is heard at every tick, all others now and then and at their next frame."""
        wait = TICK_SECONDS if seat.publishes is not None else AUDIENCE_LOOKED_AT_SECONDS
        return now - seat.looked_at >= wait

    async def _look_at(self, due: list[Seat]) -> None:
        foyer, context = self._foyer, self._foyer.context()
        try:
            sessions = {seat.admitted.session for seat in due if seat.admitted.session}
            found = await still_signed_in(sessions, context.now)
            for seat in due:
                seat.looked_at = steady_seconds()
                actor = found.get(seat.admitted.session) if seat.admitted.session else None
                if actor is None:
                    seat.close(NOT_ADMITTED, "live.signed_out")
                    foyer.clear(seat)
                elif actor.grants != seat.actor.grants:
                    await self._take_roles(context, seat, actor)
        except Problem:
            log.warning("live.sessions_not_looked_at")
        finally:
            self._looking = False
        for room in list(foyer.rooms.values()):
            foyer.keep_stage(room)

    async def _take_roles(self, context: Context, seat: Seat, actor: Actor) -> None:
        subject = await meeting_subject(context, seat.admitted.meeting)
        seat.actor, seat.role = actor, role_of(replace(context, actor=actor), subject)

    def _write_down(self, now: float) -> None:
        """One line for all that ended, however many: thousands may vanish at once."""
        if now - self._logged_at < LOG_SECONDS or not self._foyer.ended:
            return
        self._logged_at = now
        log.info("live.ended", inside=len(self._foyer.seats), **dict(self._foyer.ended))
        self._foyer.ended.clear()
