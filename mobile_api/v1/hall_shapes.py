"""The hall as the API gives it: what everybody sees, what is one's own, and the ways in for each line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from meetings.broadcast.standing import is_broadcast
from meetings.captions.captions import Line
from meetings.floor import wording
from meetings.floor.floor import Channel
from meetings.floor.queries import Hall, Mine, Moved
from meetings.floor.queue import Speaking, Waiting
from meetings.interpretation.channel import Served
from meetings.live.bounds import TICKET_SECONDS, VERSION
from meetings.live.socket import PATH as SOCKET
from meetings.live.ticket import ORIGIN_MAX, is_open
from meetings.media.broadcast.hub import PATH as BROADCAST
from meetings.media.broadcast.playlist import LIVE
from meetings.schedule.meeting import Meeting, State
from mobile_api.v1.meeting_shapes import MeetingBrief
from mobile_api.v1.question_shapes import PlaceCode
from mobile_api.v1.record_shapes import AgendaItem, PollBefore
from mobile_api.v1.shapes import Shape

QUEUE_SHOWN = 50
CAPTIONED = "captioned.m3u8"


class TicketWish(Wish):
    """`agrees`: to be heard, seen and recorded; without an account one agrees, or does not come in."""

    agrees: bool = False
    origin: str = Field(
        "", max_length=ORIGIN_MAX, description="The `Origin` that the socket will send; empty for a program that sends none"
    )  # fmt: skip


class Ticket(Shape):
    """Say it in `hello` at `socket` within so many seconds. What is said there stands in `meetings/live/PROTOCOL.md`."""

    ticket: str
    socket: str = Field(SOCKET, description="On this host; `wss` where this is `https`")
    version: int = Field(VERSION, description="Of the protocol")
    seconds: int = TICKET_SECONDS


class Entering(Wish):
    place: PlaceCode
    language: Literal["kk", "ru", "en"]
    consent: bool = Field(False, description="That voice and picture are heard and recorded")
    channel: Channel = Field(
        Channel.PHONE, description="How one takes part; `point`: one device for several people"
    )


class HandUp(Wish):
    voice: UUID | None = Field(
        None, description="Somebody's seat at one's own listening point; one's own without it"
    )


class Voice(Wish):
    """`name`: as she wants to be called; of a surname the first letter is kept. `consent`: she was asked whether she may be recorded."""

    name: str = Field(min_length=2, max_length=80)
    consent: bool = False


class Seat(Shape):
    seat: UUID


class Caption(Shape):
    n: int = Field(description="The same number again: mended words")
    text: str
    machine: bool = Field(description="Written by a machine")
    said_at: datetime


class Captions(Shape):
    is_live: bool
    lines: list[Caption] = Field(description="The newest at the end; what was taken back is left out")

    @classmethod
    def of(cls, meeting: Meeting, lines: Sequence[Line]) -> Self:
        said = [
            Caption(
                n=each.number, text=each.text, machine=each.source.value == "machine", said_at=each.said_at
            )
            for each in lines
            if each.text
        ]
        return cls(is_live=meeting.state is State.LIVE, lines=said)


class Ways(Shape):
    """How one follows it, the best line first. Hand, vote and question work on every one of them. `null`: not now."""

    socket: str | None = Field(description="The hall itself: sound, pictures and the newest state; a ticket opens it. `wish.step` there chooses `video`, `low` or `sound`")  # fmt: skip
    broadcast_socket: str | None = Field(description="Fragments of MP4 (H.264, AAC), about a second behind, without a seat")  # fmt: skip
    broadcast_hls: str | None = Field(description="The same for players of HLS, some seconds behind")
    broadcast_captioned: str | None = Field(description="HLS with captions beside it")

    @classmethod
    def of(cls, meeting: Meeting, now: datetime) -> Self:
        at = f"{BROADCAST}{meeting.ref}" if is_broadcast(meeting) else None
        return cls(
            socket=SOCKET if is_open(meeting, now) else None,
            broadcast_socket=at,
            broadcast_hls=at and f"{at}/{LIVE}",
            broadcast_captioned=at and f"{at}/{CAPTIONED}",
        )


class Floor(Shape):
    """Who has it, or which question asked ahead is being answered."""

    kind: str = Field(description="`hand` or `ahead`")
    said: str = Field(
        description="First name, initial and place, or the question, in a sentence for the reader"
    )
    question: str | None
    language: str
    began_at: datetime
    ends_at: datetime
    over_at: datetime | None = Field(description="When the server ends it, whatever a device does")
    cue: str = Field(description="`none`, `soon`, `overtime` or `over`")

    @classmethod
    def of(cls, hall: Hall, turn: Speaking | None) -> Self | None:
        if turn is None:
            return None
        return cls(
            kind=turn.kind.value,
            said=wording.has_floor(hall),
            question=turn.question_ref,
            language=turn.language,
            began_at=turn.began_at,
            ends_at=turn.ends_at,
            over_at=turn.over_at,
            cue=hall.cue.value,
        )


class Hand(Shape):
    place: int = Field(description="In the queue, from 1")
    said: str = Field(description="First name, initial and place")
    language: str
    channel: str
    because: str = Field(description="What puts it before the next one: a word for your program")
    why: str = Field(description="The same for the reader")
    expected_at: datetime = Field(description="If all use what they are allowed")

    @classmethod
    def of(cls, hall: Hall, each: Waiting) -> Self:
        return cls(
            place=each.position,
            said=wording.who(hall, each),
            language=each.language,
            channel=each.channel.value,
            because=each.because.value,
            why=str(wording.BECAUSE[each.because]),
            expected_at=hall.expected(each.position),
        )


class Move(Shape):
    """A hand that whoever chairs put elsewhere, and why."""

    said: str
    to: int
    reason: str
    at: datetime

    @classmethod
    def of(cls, moved: Moved) -> Self:
        return cls(said=moved.name, to=moved.to, reason=moved.reason, at=moved.at)


class OwnVoice(Shape):
    seat: UUID
    name: str
    hand: bool


class OwnPlace(Shape):
    """One's own seat. `hand` is `null` while it is down."""

    seat: UUID
    has_consented: bool
    is_point: bool
    language: str
    place_code: str
    has_floor: bool
    hand: Hand | None
    voices: list[OwnVoice] = Field(description="At one's own listening point")

    @classmethod
    def of(cls, hall: Hall, mine: Mine | None) -> Self | None:
        if mine is None:
            return None
        return cls(
            seat=mine.seat_id,
            has_consented=mine.has_consented,
            is_point=mine.is_point,
            language=mine.language,
            place_code=mine.place_code,
            has_floor=mine.has_floor,
            hand=Hand.of(hall, mine.waiting) if mine.waiting else None,
            voices=[OwnVoice(seat=each.seat_id, name=each.name, hand=each.is_up) for each in mine.voices],
        )


class Interpreted(Shape):
    channel: str = Field(description="`floor`, `kk`, `ru` or `en`: `wish.language` at the socket")
    is_interpreted: bool = Field(
        description="`false`: nobody interprets into it now, and the floor is heard on it"
    )


class Queue(Shape):
    """Hands in the published order. `seed` draws the lots; the rule stands on the hall's page."""

    version: int = Field(description="Grows with everything that is shown here but votes")
    present: int
    floor: Floor | None
    hands: int
    queue: list[Hand] = Field(description="The first fifty")
    asked_ahead: int = Field(description="Questions asked ahead that still wait; they alternate with hands")
    next: str | None = Field(description="`hand` or `ahead`")
    speaking_seconds: int
    answering_seconds: int
    seed: str
    moves: list[Move]
    agenda: AgendaItem | None = Field(description="The item of this moment")
    channels: list[Interpreted]

    @classmethod
    def of(cls, hall: Hall, channels: Sequence[Served]) -> Self:
        running = next((each for each in hall.record.slots if each.item == hall.record.running), None)
        return cls(
            version=hall.version,
            present=hall.present,
            floor=Floor.of(hall, hall.turn),
            hands=len(hall.waiting),
            queue=[Hand.of(hall, each) for each in hall.waiting[:QUEUE_SHOWN]],
            asked_ahead=len(hall.ahead),
            next=hall.next_kind.value if hall.next_kind else None,
            speaking_seconds=int(hall.allowance.speaking.total_seconds()),
            answering_seconds=int(hall.allowance.answering.total_seconds()),
            seed=hall.seed,
            moves=[Move.of(each) for each in hall.moves],
            agenda=AgendaItem.of(running) if running else None,
            channels=[
                Interpreted(channel=each.channel.value, is_interpreted=each.is_interpreted)
                for each in channels
            ],
        )


class HallShown(Shape):
    """`queue` is `null` while the hall's queue is not open. `mine` is `null` for who has not come in (`POST …/hall/seat`)."""

    meeting: MeetingBrief
    now: datetime
    ways: Ways
    queue: Queue | None
    polls: Annotated[list[PollBefore], Field(description="Those that are open; vote at `/meetings/{meeting}/polls/{poll}/vote`")]  # fmt: skip
    mine: OwnPlace | None

    @classmethod
    def closed(cls, meeting: Meeting, now: datetime) -> Self:
        shown = MeetingBrief.of(meeting, now)
        return cls(meeting=shown, now=now, ways=Ways.of(meeting, now), queue=None, polls=[], mine=None)

    @classmethod
    def of(cls, hall: Hall, polls: list[PollBefore], channels: Sequence[Served]) -> Self:
        return cls(
            meeting=MeetingBrief.of(hall.meeting, hall.now),
            now=hall.now,
            ways=Ways.of(hall.meeting, hall.now),
            queue=Queue.of(hall, channels),
            polls=polls,
            mine=OwnPlace.of(hall, hall.mine),
        )
