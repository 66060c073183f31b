"""Whoever chairs gives the floor: to the next by the rule, to another with a reason that everybody reads, or to a question asked ahead."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.asking.actions.mark_asked import MarkAsked, mark_asked
from meetings.floor import held, queue
from meetings.floor.floor import REASON_MAX, REASON_MIN, Kind
from meetings.floor.models import HallRow, HandRow, TurnRow
from meetings.floor.queue import Waiting
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.record.floor_time import SpeakerKind
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State


class GiveTurn(Wish):
    """``seat``: whose hand; empty for the next one. ``question``: one asked ahead, instead of a hand. ``reason``: where it is not the next."""

    meeting: str = Field(max_length=20)
    seat: str = Field("", max_length=40)
    question: str = Field("", max_length=20)
    reason: str = Field("", max_length=REASON_MAX)


async def about(context: Context, wish: GiveTurn) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.give_turn", entry="hall.turn_given", about=about)
async def give_turn(context: Context, wish: GiveTurn) -> UUID:
    """The turn. Raises Conflict while somebody has the floor and where nobody waits, Invalid out of turn without a reason."""
    meeting, hall = await held.open_hall(wish.meeting, State.LIVE)
    running = await held.running_turn(meeting.id)
    if running is not None:
        if queue.is_running(hall, running, context.now):
            raise Conflict("hall.taken")
        await held.end(context, meeting, running)
    turn = await (
        _of_question(context, meeting, wish) if wish.question else _of_hand(context, meeting, hall, wish)
    )
    await turn.save(force_create=True)
    context.record(
        "hall.turn_given", meeting.ref, turn=turn.kind, question=turn.question_ref, reason=turn.reason
    )
    context.tell("hall.turn_given", meeting.ref, meeting=meeting.id)
    return turn.id


async def _of_question(context: Context, meeting: Meeting, wish: GiveTurn) -> TurnRow:
    await mark_asked(context, MarkAsked(question=wish.question))
    speech = await give_floor(context, GiveFloor(meeting=meeting.ref, kind=SpeakerKind.HEAD))
    return TurnRow(
        id=new_id(),
        meeting_id=meeting.id,
        kind=Kind.AHEAD.value,
        question_ref=wish.question,
        speech_id=speech,
        began_at=context.now,
    )


async def _of_hand(context: Context, meeting: Meeting, hall: HallRow, wish: GiveTurn) -> TurnRow:
    waiting = await queue.waiting(context, meeting.id, hall)
    chosen = _chosen(waiting, wish.seat)
    reason = wish.reason if chosen is not waiting[0] else ""
    if chosen is not waiting[0] and len(reason) < REASON_MIN:
        raise Invalid("hall.reason_needed", field="reason", minimum=REASON_MIN)
    await HandRow.filter(id=chosen.hand_id).update(lowered_at=context.now)
    speech = await give_floor(
        context,
        GiveFloor(
            meeting=meeting.ref,
            kind=SpeakerKind.RESIDENT,
            place=chosen.place_code,
            name=chosen.name,
            consent=True,
        ),
    )
    return TurnRow(
        id=new_id(),
        meeting_id=meeting.id,
        kind=Kind.HAND.value,
        seat_id=chosen.seat_id,
        speech_id=speech,
        began_at=context.now,
        reason=reason,
    )


def _chosen(waiting: list[Waiting], seat: str) -> Waiting:
    if not waiting:
        raise Conflict("hall.nobody_waits")
    if not seat:
        return waiting[0]
    found = next((each for each in waiting if str(each.seat_id) == seat), None)
    if found is None:
        raise Conflict("hall.hand_is_down")
    return found
