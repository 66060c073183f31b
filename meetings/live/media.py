"""The media server as the hall uses it, on behalf of seats: found with the first who needs it, and again when it has died."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import structlog

from hearing_state.errors import NotFound, Problem, Unavailable
from meetings.live.bounds import REJOINS_PER_SECOND, TRIAL_SECONDS
from meetings.live.carrying import Carried, Carrier, Here
from meetings.live.grammar import Publish, Wish
from meetings.live.room import Room
from meetings.live.seat import Seat, Trial
from meetings.live.view import Booth
from meetings.media.engine import Joined, MediaEngine, SlotWish, Sound

log = structlog.get_logger("live")
WITH_MEDIA = frozenset({"video", "low", "sound"})
WITH_PICTURES = frozenset({"video", "low"})


class Media:
    """``carrier`` says which engine it is; None where there is no sound and picture."""

    def __init__(self, carrier: Carrier | None) -> None:
        self.carrier = carrier

    @property
    def is_there(self) -> bool:
        return self.carrier is not None

    @property
    def engine(self) -> MediaEngine | None:
        """The media server of this process, where it has one that has begun."""
        return self.carrier.engine if isinstance(self.carrier, Here) else None

    async def publish(self, room: Room, seat: Seat, wish: Publish) -> str:
        """The answer to her offer. She must have the right to be heard."""
        engine = await self._open(room)
        room.given.add(seat.me)
        await engine.give_floor(room.ref, seat.me)
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
            await self.stop_listening(room, seat)
            return None
        slots = (wish.voices, wish.pictures)
        if seat.listens is not None and slots == (before.voices, before.pictures):
            await self._listen_to(room, seat)
            await self._pause(room, seat)
            return None
        return await self.rejoin(room, seat)

    async def rejoin(self, room: Room, seat: Seat) -> Joined:
        engine = await self._open(room)
        await self.stop_listening(room, seat)
        slots = SlotWish(seat.wish.voices, seat.wish.pictures)
        joined = await engine.subscribe(room.ref, seat.me, slots)
        seat.listens = joined.seat
        await self._listen_to(room, seat)
        return joined

    async def accept(self, room: Room, seat: Seat, media_seat: str, answer: str) -> None:
        tried = seat.trial.back if seat.trial is not None else None
        if room.carried is None or media_seat not in {seat.listens, tried}:
            raise NotFound("media.no_such_seat")
        await room.carried.engine.accept(media_seat, answer)
        if media_seat == seat.listens:
            await self._pause(room, seat)

    # A line that is tried

    async def begin_trial(self, room: Room, seat: Seat, offer: str) -> tuple[str, Joined]:
        """The answer to her offer, and the seat at which it comes back: in a room of its own, where nobody else is."""
        engine = await self._open(room)
        await self.end_trial(room, seat)
        seat.trial = trial = Trial(f"trial:{seat.admitted.seat}")
        try:
            await engine.open_room(trial.room)
            await engine.give_floor(trial.room, "out")
            # First what a full server refuses: who only tries her line must not come in as speakers do.
            back = await engine.subscribe(trial.room, "back", SlotWish(voices=1, pictures=1))
            out = await engine.publish(trial.room, "out", offer)
        except BaseException:
            await self.end_trial(room, seat)
            raise
        seat.trial = Trial(trial.room, back.seat)
        return out.description, back

    async def end_trial(self, room: Room, seat: Seat) -> None:
        trial, seat.trial = seat.trial, None
        if trial is not None and room.carried is not None:
            with suppress(Unavailable):
                await room.carried.engine.close_room(trial.room)

    async def end_trial_in_time(self, room: Room, seat: Seat) -> None:
        trial = seat.trial
        await asyncio.sleep(TRIAL_SECONDS)
        if seat.trial is trial:
            await self.end_trial(room, seat)

    # What ends

    async def stop_listening(self, room: Room, seat: Seat) -> None:
        """At the old place; a new one may be taken at once."""
        gone, seat.listens = seat.listens, None
        await self._leave(room, gone)

    async def stop_publishing(self, room: Room, seat: Seat) -> None:
        gone, seat.publishes = seat.publishes, None
        await self._leave(room, gone)

    async def end_floor(self, room: Room, me: str) -> None:
        """Nothing of hers is forwarded once this is done. A server that does not answer is asked again at the next look."""
        room.interpreting.pop(me, None)
        carried = room.carried
        if carried is None:
            return
        try:
            await carried.engine.end_floor(room.ref, me)
        except NotFound:
            return
        except Unavailable:
            if room.carried is carried:
                room.given.add(me)

    async def close_room(self, room: Room, last: Seat) -> None:
        """Nobody of this process is there any more. At a node, others may be, until the meeting is over."""
        if self.carrier is not None and self.carrier.moves:
            await self.stop_publishing(room, last)
            await self.stop_listening(room, last)
        carried, room.carried = room.carried, None
        room.given.clear()
        room.interpreting.clear()
        is_over = room.view is not None and room.view.is_over
        if carried is None or self.carrier is None or (self.carrier.moves and not is_over):
            return
        with suppress(Unavailable):  # a node closes by itself what is empty
            await carried.engine.close_room(room.ref)

    async def close(self) -> None:
        if self.carrier is not None:
            await self.carrier.close()

    # Channels

    async def interpret(self, room: Room, me: str, booth: Booth | None) -> None:
        """Her sound is her channel's from now on, never the floor's."""
        if room.carried is None:
            return
        engine = room.carried.engine
        room.interpreting.pop(me, None)
        if booth is None:
            await engine.interpret(room.ref, me, None)
            return
        room.interpreting[me] = booth
        try:
            await engine.interpret(room.ref, me, booth.channel, muted=booth.is_muted)
        except Problem:
            room.interpreting.pop(me, None)  # asked again at the next look
            raise

    async def _listen_to(self, room: Room, seat: Seat) -> None:
        if room.carried is not None and seat.listens is not None:
            wish = seat.wish
            await room.carried.engine.listen_to(seat.listens, wish.language, with_floor=wish.with_floor)

    # Where it is

    async def look(self, room: Room) -> None:
        """Whether the meeting lives elsewhere by now; then those inside are told. For a meeting that needs no media, nothing."""
        is_over = room.view is not None and room.view.is_over
        if self.carrier is not None and self.carrier.moves and room.carried is not None and not is_over:
            with suppress(Unavailable):  # nothing lives at this moment: at the next look
                await self._open(room)

    async def _open(self, room: Room) -> MediaEngine:
        if self.carrier is None:
            raise Unavailable("live.no_media")
        async with room.opening:
            found = await self.carrier.of(room.meeting)
            await found.engine.open_room(room.ref)
            if room.carried is None or room.carried.place != found.place:
                await self._arrive(room, found)
            return found.engine

    async def _arrive(self, room: Room, found: Carried) -> None:
        """At a place that this process did not know the meeting at: another one, or the one that it was at before this process began."""
        before, room.carried = room.carried, found
        if before is not None:
            self._moved(room)
        if self.carrier is not None and self.carrier.moves:
            known = {seat.me for seat in room.seats.values()}
            room.adopted = set((await found.engine.room_stats(room.ref)).publishers) - known
            room.given |= room.adopted

    @staticmethod
    def _moved(room: Room) -> None:
        """What was agreed with the former server ended with it. Not all come to the new one in the same moment; who speaks, at once."""
        listening = [seat for seat in room.seats.values() if seat.wish.step in WITH_MEDIA]
        within = round(len(listening) / REJOINS_PER_SECOND, 1)
        room.given.clear()
        room.interpreting.clear()
        for seat in room.seats.values():
            speaks = seat.publishes is not None
            seat.listens = seat.publishes = seat.trial = None
            seat.say("moved", within_seconds=0.0 if speaks else within)
        log.warning("live.meeting_moved", meeting=room.ref, seats=len(room.seats))

    @staticmethod
    async def _leave(room: Room, media_seat: str | None) -> None:
        if media_seat is not None and room.carried is not None:
            with suppress(Unavailable):  # it ends by itself, with her connection
                await room.carried.engine.leave(media_seat)

    @staticmethod
    async def _pause(room: Room, seat: Seat) -> None:
        """Pictures rest or shrink on a weak line; sound goes on, and nothing is agreed anew."""
        if room.carried is None or seat.listens is None:
            return
        step, engine = seat.wish.step, room.carried.engine
        for slot in range(seat.wish.pictures):
            try:
                await engine.hold_low(seat.listens, slot, low=step == "low")
                await engine.pause(seat.listens, slot, paused=step not in WITH_PICTURES)
            except Problem:
                return  # it has gone: its owner will come again
