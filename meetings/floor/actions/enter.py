"""Somebody comes into the hall: her language, her place, how she takes part, and whether she may be recorded."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid, NotFound
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.floor import held
from meetings.floor.floor import Channel
from meetings.floor.models import SeatRow
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State


class Enter(Wish):
    """``consent``: that her voice and picture are recorded. Without it she takes part in writing alone."""

    meeting: str = Field(max_length=20)
    place: str = Field(pattern=r"^\d{9}$")
    language: Literal["kk", "ru", "en"]
    consent: bool = False
    channel: Channel = Channel.WEB


async def about(context: Context, wish: Enter) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("hall.enter", entry="hall.entered", about=about, public=False)
async def enter(context: Context, wish: Enter) -> UUID:
    """The seat, always the same one for the same person. Raises Invalid for a place that is not there."""
    meeting, _hall = await held.open_hall(wish.meeting, State.ANNOUNCED, State.LIVE)
    try:
        await territories.place(context, wish.place)
    except NotFound as missing:
        raise Invalid(missing.reason, field="place") from missing
    if context.actor.person_id is None:
        raise Invalid("hall.person_needed")
    seat = await SeatRow.get_or_none(meeting_id=meeting.id, person_id=context.actor.person_id)
    told = {"place_code": wish.place, "language": wish.language, "channel": wish.channel.value}
    if seat is None:
        seat = SeatRow(
            id=new_id(), meeting_id=meeting.id, person_id=context.actor.person_id, entered_at=context.now,
            has_consented=wish.consent, **told,
        )  # fmt: skip
        await seat.save(force_create=True)
    else:
        seat.update_from_dict({**told, "has_consented": wish.consent, "left_at": None})
        await seat.save(update_fields=[*told, "has_consented", "left_at"])
    if not wish.consent:
        await held.lower(context, seat)
    return seat.id
