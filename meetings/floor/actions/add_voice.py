"""A listening point writes down somebody who sits there without a device of her own, so that she has a hand too."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.floor import held
from meetings.floor.floor import Channel
from meetings.floor.models import SeatRow
from meetings.record.floor_time import shortened
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

VOICES_MAX = 60


class AddVoice(Wish):
    """``name``: as she wants to be called; of a surname the first letter is kept. ``consent``: she was asked whether she may be recorded."""

    meeting: str = Field(max_length=20)
    name: str = Field(min_length=2, max_length=80)
    consent: bool = False


async def about(context: Context, wish: AddVoice) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.add_voice", entry="hall.voice_added", about=about, public=False)
async def add_voice(context: Context, wish: AddVoice) -> UUID:
    """Her seat. Raises Conflict where one's own seat is no listening point, without consent, and beyond sixty."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE)
    point = await held.own_seat(context, meeting)
    if point.channel != Channel.POINT:
        raise Conflict("hall.no_point")
    if not wish.consent:
        raise Conflict("hall.consent_needed")
    if await SeatRow.filter(point_id=point.id).count() >= VOICES_MAX:
        raise Conflict("hall.point_full", maximum=VOICES_MAX)
    seat = SeatRow(
        id=new_id(),
        meeting_id=meeting.id,
        point_id=point.id,
        voice_name=shortened(wish.name),
        channel=Channel.POINT.value,
        language=point.language,
        place_code=point.place_code,
        has_consented=True,
        entered_at=context.now,
    )
    await seat.save(force_create=True)
    return seat.id
