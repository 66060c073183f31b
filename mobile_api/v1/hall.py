"""The hall of a live meeting for apps: what goes on, one's own place, the hand, the ticket to its socket, captions."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context
from meetings.captions import queries as captions
from meetings.floor import queries
from meetings.floor.actions.add_voice import AddVoice, add_voice
from meetings.floor.actions.end_turn import EndTurn, end_turn
from meetings.floor.actions.enter import Enter, enter
from meetings.floor.actions.leave import Leave, leave
from meetings.floor.actions.lower_hand import LowerHand, lower_hand
from meetings.floor.actions.raise_hand import RaiseHand, raise_hand
from meetings.floor.queries import Hall
from meetings.interpretation import queries as interpretation
from meetings.live.actions.issue_ticket import IssueTicket, issue_ticket
from meetings.record import queries as record
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import hall_shapes as shapes
from mobile_api.v1.meetings import ByMeeting
from mobile_api.v1.record_shapes import PollBefore


class ByLanguage(ByMeeting):
    language: Literal["kk", "ru", "en"]


class OfVoice(Asked):
    voice: Annotated[
        UUID | None, Field(description="Somebody's seat at one's own listening point; one's own without it")
    ] = None


async def show_hall(context: Context, path: ByMeeting) -> shapes.HallShown:
    """What goes on now: who has the floor, the queue and why it stands so, open polls; one's own place and the minute of one's turn.

    The lowest step of the ladder: hand, vote and question work with this alone, asked anew every few seconds.
    """
    found = await queries.hall(context, path.meeting)
    if not isinstance(found, Hall):
        return shapes.HallShown.closed(found, context.now)
    open_polls = [
        PollBefore.of(await record.poll(context, path.meeting, each.number))
        for each in found.record.polls
        if each.is_open
    ]
    return shapes.HallShown.of(found, open_polls, await interpretation.channels(found.meeting.id))


async def issue_hall_ticket(context: Context, path: ByMeeting, body: shapes.TicketWish) -> shapes.Ticket:
    """A ticket to the hall's socket: one use, a minute, for this person, this meeting and this origin. Each call gives a new one."""
    wish = IssueTicket(meeting=path.meeting, origin=body.origin, agrees=body.agrees)
    return shapes.Ticket(ticket=(await issue_ticket(context, wish)).ticket)


async def enter_hall(context: Context, path: ByMeeting, body: shapes.Entering) -> shapes.Seat:
    """Come in, or say anew how one takes part. The seat stays the same; without consent one takes part in writing alone."""
    return shapes.Seat(seat=await enter(context, Enter(meeting=path.meeting, **body.model_dump())))


async def leave_hall(context: Context, path: ByMeeting) -> None:
    """Go: the hand comes down, the floor is given back. One may come again to the same seat."""
    await leave(context, Leave(meeting=path.meeting))


async def put_hand_up(context: Context, path: ByMeeting, body: shapes.HandUp) -> None:
    """Ask for the floor. When a hand went up does not matter to its place, so sending it again costs nothing."""
    await raise_hand(context, RaiseHand(meeting=path.meeting, voice=body.voice))


async def take_hand_down(context: Context, path: ByMeeting, query: OfVoice) -> None:
    """Take the hand down; nothing where none is up."""
    await lower_hand(context, LowerHand(meeting=path.meeting, voice=query.voice))


async def give_floor_back(context: Context, path: ByMeeting) -> None:
    """End one's own turn before its time."""
    await end_turn(context, EndTurn(meeting=path.meeting))


async def add_hall_voice(context: Context, path: ByMeeting, body: shapes.Voice) -> shapes.Seat:
    """A listening point writes down somebody without a device of her own, so that she has a hand too."""
    return shapes.Seat(seat=await add_voice(context, AddVoice(meeting=path.meeting, **body.model_dump())))


async def show_newest_captions(context: Context, path: ByLanguage) -> shapes.Captions:
    """The newest captions in one language: a few hundred bytes, and none at all while nothing new was said (`ETag`)."""
    return shapes.Captions.of(*await captions.live(context, path.meeting, path.language))


_AT = "/meetings/{meeting}/hall"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", _AT, show_hall, reads=queries.hall),
    endpoint("POST", f"{_AT}/ticket", issue_hall_ticket, acts=issue_ticket, status=201),
    endpoint("POST", f"{_AT}/seat", enter_hall, acts=enter, needs_sign_in=True),
    endpoint("DELETE", f"{_AT}/seat", leave_hall, acts=leave, status=204, needs_sign_in=True),
    endpoint("POST", f"{_AT}/hand", put_hand_up, acts=raise_hand, status=204, needs_sign_in=True),
    endpoint("DELETE", f"{_AT}/hand", take_hand_down, acts=lower_hand, status=204, needs_sign_in=True),
    endpoint("DELETE", f"{_AT}/turn", give_floor_back, acts=end_turn, status=204, needs_sign_in=True),
    endpoint(
        "POST",
        f"{_AT}/voices",
        add_hall_voice,
        acts=add_voice,
        status=201,
        is_keyed=True,
        needs_sign_in=True,
    ),
    endpoint(
        "GET",
        "/meetings/{meeting}/captions/{language}/newest",
        show_newest_captions,
        reads=captions.live,
        fresh_seconds=1,
    ),
)
