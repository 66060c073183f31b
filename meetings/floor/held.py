"""What must hold while the queue of a meeting is written: an open hall, a seat of one's own, one holder of the floor."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.db import value
from hearing_state.errors import Conflict, NotFound
from meetings.floor.models import HallRow, HandRow, SeatRow, TurnRow
from meetings.record.actions.take_floor import TakeFloor, take_floor
from meetings.schedule import lock
from meetings.schedule.meeting import Meeting, State

_SPEAKS = "SELECT 1 FROM record_speech WHERE id = $1 AND ended_at IS NULL"


async def open_hall(ref: str, *states: State) -> tuple[Meeting, HallRow]:
    """Both locked until the transaction ends. Raises NotFound, Conflict where the hall is not open."""
    meeting = await lock.hold(ref)
    if meeting.state not in states:
        raise Conflict("hall.not_now")
    hall = await HallRow.get_or_none(meeting_id=meeting.id)
    if hall is None:
        raise Conflict("hall.not_open")
    return meeting, hall


async def own_seat(context: Context, meeting: Meeting, voice: UUID | None = None) -> SeatRow:
    """Of whoever acts, or of a ``voice`` at her listening point. Raises Conflict for who has not come in, NotFound for no such voice."""
    seat = await SeatRow.get_or_none(
        meeting_id=meeting.id, person_id=context.actor.person_id, left_at__isnull=True
    )
    if seat is None or context.actor.person_id is None:
        raise Conflict("hall.enter_first")
    if voice is None:
        return seat
    found = await SeatRow.get_or_none(id=voice, point_id=seat.id)
    if found is None:
        raise NotFound("hall.no_such_seat")
    return found


async def seat_of(meeting: Meeting, seat: str) -> SeatRow:
    """A seat of this meeting. Raises NotFound."""
    try:
        found = await SeatRow.get_or_none(id=UUID(seat), meeting_id=meeting.id)
    except ValueError:
        found = None
    if found is None:
        raise NotFound("hall.no_such_seat")
    return found


async def running_turn(meeting_id: UUID) -> TurnRow | None:
    return await TurnRow.get_or_none(meeting_id=meeting_id, ended_at__isnull=True)


async def end(context: Context, meeting: Meeting, turn: TurnRow) -> None:
    """The turn is over; so is her speech, unless somebody else has spoken since."""
    turn.ended_at = context.now
    await turn.save(update_fields=["ended_at"])
    if turn.speech_id and await value(_SPEAKS, turn.speech_id):
        await by_law(context, take_floor, TakeFloor(meeting=meeting.ref))


async def lower(context: Context, seat: SeatRow) -> bool:
    """Takes the seat's hand down. False where none was up."""
    found = HandRow.filter(seat_id=seat.id, lowered_at__isnull=True)
    return bool(await found.update(lowered_at=context.now))
