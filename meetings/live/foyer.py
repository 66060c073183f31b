"""All halls of this process: who comes in and goes, what they are shown, and who may be heard at this moment."""

from __future__ import annotations

import asyncio
import contextvars
from collections import Counter
from collections.abc import Callable, Collection, Coroutine
from contextlib import suppress
from dataclasses import asdict, replace
from typing import Any
from uuid import UUID

import structlog

from hearing_state import i18n
from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.errors import Forbidden, Problem, Unavailable
from hearing_state.people.queries import still_signed_in
from hearing_state.permissions import VISITOR, Actor
from meetings.live.actions.admit import Admit, admit
from meetings.live.bounds import SEATS_MOST
from meetings.live.conversation import GOODBYE, NOT_ADMITTED, RESTART
from meetings.live.entrance import Admitted
from meetings.live.media import Media
from meetings.live.queries import meeting_subject, name_in, role_of
from meetings.live.room import Room
from meetings.live.seat import Line, Seat
from meetings.live.ticket import Kind
from meetings.live.view import Booth, Floor
from meetings.media.turn import ice_servers

log = structlog.get_logger("live")
COALESCED_SECONDS = 0.03
"""Changes that come within this of one another are shown together."""


class Foyer:
    """``context`` makes a context of the house itself, at this moment."""

    def __init__(self, context: Callable[[], Context], floor: Floor, media: Media) -> None:
        self.context, self.floor, self.media = context, floor, media
        self.rooms: dict[str, Room] = {}
        self.lines: set[Line] = set()
        self.ended: Counter[str] = Counter()
        """How talks ended since the log was last written."""
        self._surroundings = contextvars.copy_context()
        self._changed: set[str] = set()
        self._reading: set[str] = set()
        self.tasks: set[asyncio.Task[None]] = set()

    @property
    def seats(self) -> list[Seat]:
        return [seat for room in self.rooms.values() for seat in room.seats.values()]

    # Coming and going

    async def enter(self, line: Line, secret: str, kind: Kind, origin: str) -> Seat:
        """Burn the ticket and give the seat. Raises Forbidden, Conflict, Unavailable; the line is welcomed by `welcome`."""
        if (
            len(self.lines) > SEATS_MOST
            and sum(len(room.seats) for room in self.rooms.values()) >= SEATS_MOST
        ):
            raise Unavailable("live.full")
        context = self.context()
        admitted = await admit(context, Admit(secret=secret, kind=kind, origin=origin))
        actor = await self._actor(context, admitted)
        subject = await meeting_subject(context, admitted.meeting)
        room = self.rooms.setdefault(admitted.ref, Room(admitted.ref, admitted.meeting))
        seat = room.seats.get(admitted.seat)
        if seat is None:
            seat = Seat(admitted)
        elif seat.line is not None:
            seat.close(GOODBYE, "live.elsewhere")
        seat.admitted, seat.actor, seat.gone_at, seat.looked_at = admitted, actor, None, steady_seconds()
        seat.role = role_of(replace(context, actor=actor), subject)
        seat.line = line
        room.comes(seat)
        return seat

    def welcome(self, seat: Seat) -> None:
        """Say what she needs to go on, and show the hall as it is."""
        if seat.line is None:
            return
        seat.line.conversation.words = lambda word: self.sentence(seat, word)
        room = self.rooms[seat.admitted.ref]
        seat.line.conversation.admitted(
            seat=seat.admitted.seat,
            me=seat.me,
            role=seat.role.value,
            agrees=room.agrees(seat),
            token=seat.admitted.token,
            media=self.media.is_there,
            ice_servers=self._ice_servers(seat),
        )
        seat.has_floor = False
        if room.view is None:
            self.changed(room.ref)
        else:
            room.show(seat)
            self.keep_stage(room, [seat])
        seat.line.nudge()

    def _ice_servers(self, seat: Seat) -> list[dict[str, object]] | None:
        """The way round for a network that lets no UDP through; its password is this seat's and ends by itself."""
        context = self.context()
        settings = context.settings
        found = ice_servers(
            settings.turn_urls, settings.turn_secret.get_secret_value().encode(), seat.me, context.now
        )
        return [asdict(each) for each in found] or None

    async def _actor(self, context: Context, admitted: Admitted) -> Actor:
        if admitted.person is None:
            return VISITOR
        sessions = [admitted.session] if admitted.session else []
        found = await still_signed_in(sessions, context.now)
        if admitted.session not in found:
            raise Forbidden("live.signed_out")
        return found[admitted.session]

    def left(self, seat: Seat, line: Line) -> None:
        """The socket is gone. The seat waits for a while, unless its owner said goodbye."""
        if seat.line is not line:
            return
        closing = line.conversation.closing
        seat.line, seat.gone_at = None, steady_seconds()
        if closing is not None and closing.code in {GOODBYE, NOT_ADMITTED}:
            self.clear(seat)

    def clear(self, seat: Seat) -> None:
        """The seat is free, and what it had of the media server too."""
        room = self.rooms.get(seat.admitted.ref)
        if room is None:
            return
        if seat.trial is not None:
            self.spawn(self.media.end_trial(room, seat))
        room.goes(seat)
        self.keep_stage(room, () if seat.publishes is None else None)
        if not room.seats:
            self.rooms.pop(room.ref, None)
            self.spawn(self.media.close_room(room, seat))
            return
        self.spawn(self.media.stop_publishing(room, seat))
        self.spawn(self.media.stop_listening(room, seat))

    async def close(self) -> None:
        """The process ends: everybody is told to come again, spread over some seconds; then the media server ends."""
        for number, line in enumerate(list(self.lines)):
            line.conversation.close(RESTART, "live.restarting", again_seconds=round(number % 30 / 10, 1))
            line.nudge()
        for task in list(self.tasks):
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        await self.media.close()

    # What is shown

    def changed(self, ref: str) -> None:
        """Something happened in that meeting: read it once, show it to all who are here. Safe to call for any meeting, any number of times."""
        if ref not in self.rooms:
            return
        self._changed.add(ref)
        if ref not in self._reading:
            self._reading.add(ref)
            self.spawn(self._read(ref))

    async def _read(self, ref: str) -> None:
        try:
            while ref in self._changed and ref in self.rooms:
                self._changed.discard(ref)
                view = await self.floor.look(self.context(), ref)
                room = self.rooms.get(ref)
                if room is not None and room.put(view):
                    self.keep_stage(room)
                    if view.is_over:
                        self._close(room)
                await asyncio.sleep(COALESCED_SECONDS)
        except Problem as problem:
            log.warning("live.not_read", meeting=ref, word=problem.reason)  # the next tick reads it again
        finally:
            self._reading.discard(ref)

    def read_all(self) -> None:
        """What happened while nobody told us."""
        for ref in list(self.rooms):
            self.changed(ref)

    def _close(self, room: Room) -> None:
        for seat in list(room.seats.values()):
            seat.close(GOODBYE, "live.meeting_over")

    # Who may be heard

    def keep_stage(self, room: Room, seats: Collection[Seat] | None = None) -> None:
        """What the rows and the clock say, carried out at once: first whoever may not be heard any more is not.

        ``seats``: who is told what it means for her; all who are inside where nothing is said.
        """
        now = self.context().now
        for me in room.heard_without_right(now, lambda person: self._name(room, person)):
            room.given.discard(me)
            self.spawn(self.media.end_floor(room, me))
        for seat in room.publishing():
            if not room.may_publish(seat, now):
                self.spawn(self.media.stop_publishing(room, seat))
        holders = room.holders(now)
        told = room.seats.values() if seats is None else seats
        for seat in told:
            has_floor = seat.person in holders
            if has_floor is not seat.has_floor:
                seat.has_floor = has_floor
                self._tell(room, seat)
        self._keep_channels(room, told)

    def _keep_channels(self, room: Room, told: Collection[Seat]) -> None:
        """Interpreters are heard on their channels alone; listeners are told when theirs begins or ends."""
        for seat in room.publishing():
            booth = room.booth(seat)
            if room.interpreting.get(seat.me) != booth:
                self.spawn(self._keep_booth(room, seat.me, booth))
        interpreted = room.interpreted()
        for seat in told:
            wished = seat.wish.language
            heard = wished if wished in interpreted else "floor"
            if seat.told_channel != (wished, heard):
                seat.told_channel = (wished, heard)
                seat.say("channel", channel=wished, heard=heard)

    async def _keep_booth(self, room: Room, me: str, booth: Booth | None) -> None:
        with suppress(Problem):  # the media server is away, or she has left it: asked again at the next look
            await self.media.interpret(room, me, booth)

    def _name(self, room: Room, person: UUID) -> str:
        return name_in(self.context(), room.meeting, person, "")

    # Captions

    def captioned(self, ref: str) -> None:
        """Somebody wrote or mended a caption in that meeting. Safe to call for any meeting, any number of times."""
        if ref in self.rooms:
            self.spawn(self._caption(ref))

    async def _caption(self, ref: str) -> None:
        try:
            newest = await self.floor.captions(self.context(), ref)
        except Problem as problem:
            log.warning("live.captions_not_read", meeting=ref, word=problem.reason)
            return
        room = self.rooms.get(ref)
        if room is None:
            return
        for each in newest:
            if room.captions.get(each.n) != each.text:
                for seat in room.seats.values():
                    seat.say("caption", n=each.n, language=each.language, text=each.text)
        room.captions = {each.n: each.text for each in newest}

    def _tell(self, room: Room, seat: Seat) -> None:
        if not seat.has_floor:
            seat.say("floor_ended")
            return
        over_at = room.view.over_at if room.view else None
        seat.say("floor_given", over_at=over_at.isoformat() if over_at else None)

    # Within

    def sentence(self, seat: Seat | None, word: str | Problem) -> str | None:
        """In the language of whoever sits there."""
        with i18n.speaking(seat.admitted.language if seat is not None else "kk"):
            return str(i18n.say(word if isinstance(word, Problem) else Problem(word)))

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """In the surroundings of the process, not in those of whoever happened to call."""
        task = asyncio.get_running_loop().create_task(work, context=self._surroundings.copy())
        self.tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("live.task_failed", exc_info=(type(fault), fault, fault.__traceback__))
