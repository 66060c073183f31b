"""At the door: the organiser marks who came, or how many were around a listening point's device."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.registration import held, queries
from meetings.registration.entry import HEADCOUNT_MAX, LIVE, Kind, is_door_open


class CheckIn(Wish):
    """``came``: 1 or 0 for a person, heads for a listening point; may be marked again."""

    entry: UUID
    came: int = Field(ge=0, le=HEADCOUNT_MAX)


async def about(context: Context, wish: CheckIn) -> Subject:
    return await queries.entry_subject(context, wish.entry)


@action("registration.check_in", entry="registration.checked_in", about=about, public=False)
async def check_in(context: Context, wish: CheckIn) -> None:
    """Who waited or registered online and came to the hall after all counts too."""
    meeting, entry = await held.hold_entry(wish.entry)
    if not is_door_open(meeting, context.now):
        raise Conflict("registration.door_closed")
    if entry.state not in LIVE:
        raise Conflict("registration.not_in_this_state")
    if entry.kind == Kind.PERSON and wish.came > 1:
        raise Invalid("registration.too_many_came", field="came")
    entry.came, entry.came_marked_at = wish.came, context.now
    await entry.save()
    context.record("registration.checked_in", meeting.ref, is_point=entry.kind == Kind.POINT)
