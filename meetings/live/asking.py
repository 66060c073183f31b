"""What is done when somebody inside says something. All that changes rows passes the one door as whoever sits there."""

from __future__ import annotations

from dataclasses import replace

from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.errors import Forbidden, SignInNeeded
from hearing_state.people.queries import still_signed_in
from meetings.live import grammar
from meetings.live.conversation import NOT_ADMITTED
from meetings.live.foyer import Foyer
from meetings.live.queries import meeting_subject, role_of
from meetings.live.room import Room
from meetings.live.seat import Seat
from meetings.media.engine import Joined

LOOKED_AT_SECONDS = 0.4
"""A session is looked at again for each frame, but not more often than this."""


async def answer(foyer: Foyer, seat: Seat, message: grammar.Message) -> None:
    """Raises a Problem where it is refused."""
    if not await still_welcome(foyer, seat):
        return
    room = foyer.rooms[seat.admitted.ref]
    match message:
        case grammar.Hand() | grammar.Vote():
            await _act(foyer, room, seat, message)
            seat.say("done", re=message.id)
        case grammar.Publish():
            await _publish(foyer, room, seat, message)
        case grammar.Trial():
            await _try(foyer, room, seat, message)
        case grammar.Unpublish():
            await foyer.media.stop_publishing(room, seat)
            seat.say("done", re=message.id)
        case grammar.Wish():
            _offer(seat, await foyer.media.listen(room, seat, message), message.id)
            foyer.keep_stage(room)  # says what is heard on the channel that she wishes
        case grammar.Rejoin():
            _offer(seat, await foyer.media.rejoin(room, seat), message.id)
        case grammar.Answer():
            await foyer.media.accept(room, seat, message.seat, message.answer)
            seat.say("done", re=message.id)


async def still_welcome(foyer: Foyer, seat: Seat) -> bool:
    """Whether her session goes on; with the roles of this moment. Who is signed out is put out."""
    if seat.admitted.session is None or steady_seconds() - seat.looked_at < LOOKED_AT_SECONDS:
        return True
    context = foyer.context()
    found = await still_signed_in([seat.admitted.session], context.now)
    if seat.admitted.session not in found:
        seat.close(NOT_ADMITTED, "live.signed_out")
        foyer.clear(seat)
        return False
    seat.actor, seat.looked_at = found[seat.admitted.session], steady_seconds()
    subject = await meeting_subject(context, seat.admitted.meeting)
    seat.role = role_of(replace(context, actor=seat.actor), subject)
    return True


async def _act(foyer: Foyer, room: Room, seat: Seat, message: grammar.Hand | grammar.Vote) -> None:
    if seat.person is None:
        raise SignInNeeded("live.sign_in_to_act")
    context = _as(foyer, seat)
    match message:
        case grammar.Hand(up=True):
            await foyer.floor.raise_hand(context, room.ref, message.language)
        case grammar.Hand():
            await foyer.floor.lower_hand(context, room.ref)
        case grammar.Vote():
            await foyer.floor.vote(context, room.ref, message.poll, message.choice)


async def _publish(foyer: Foyer, room: Room, seat: Seat, message: grammar.Publish) -> None:
    if room.view is None:  # a process that has only begun has not read yet who may be heard
        room.put(await foyer.floor.look(foyer.context(), room.ref))
    if not room.agrees(seat):
        raise Forbidden("live.no_consent")
    if not room.may_publish(seat, foyer.context().now):
        raise Forbidden("live.no_floor")
    described = await foyer.media.publish(room, seat, message)
    foyer.keep_stage(room)  # it may have ended while the answer was made
    seat.say("answer", re=message.id, seat=seat.publishes, answer=described)


async def _try(foyer: Foyer, room: Room, seat: Seat, message: grammar.Trial) -> None:
    answer, back = await foyer.media.begin_trial(room, seat, message.offer)
    foyer.spawn(foyer.media.end_trial_in_time(room, seat))
    seat.say("trial", re=message.id, answer=answer, seat=back.seat, offer=back.description)


def _offer(seat: Seat, joined: Joined | None, number: int | None) -> None:
    if joined is None:
        seat.say("done", re=number)
        return
    wish = seat.wish
    seat.say(
        "offer",
        re=number,
        seat=joined.seat,
        offer=joined.description,
        voices=wish.voices,
        pictures=wish.pictures,
    )


def _as(foyer: Foyer, seat: Seat) -> Context:
    return replace(foyer.context(), actor=seat.actor, locale=seat.admitted.language)
