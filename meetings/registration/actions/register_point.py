"""A listening point: one device in a village hall or a library, with people around it."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid, NotFound, SignInNeeded
from hearing_state.ids import new_id
from hearing_state.permissions import Role, Subject
from hearing_state.territories import queries as territories
from meetings.registration import held
from meetings.registration.actions.register import Registered, confirmed
from meetings.registration.entry import (
    ADDRESS_MAX,
    HEADCOUNT_MAX,
    NOTE_MAX,
    POINT_NAME_MAX,
    Kind,
    Mode,
    Need,
    State,
    fitting,
    modes_of,
)
from meetings.registration.models import EntryRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

_ORGANISERS = (Role.CLERK, Role.OFFICIAL, Role.HEAD)


class RegisterPoint(Wish):
    """``place``: code of the village or town; ``is_listed``: everybody may read its name and address."""

    meeting: str = Field(max_length=20)
    name: str = Field(min_length=3, max_length=POINT_NAME_MAX)
    address: str = Field(min_length=3, max_length=ADDRESS_MAX)
    place: str = Field(pattern=r"^\d{9}$")
    headcount: int = Field(ge=1, le=HEADCOUNT_MAX)
    is_listed: bool = False
    wishes: tuple[Need, ...] = Field((), max_length=len(Need))
    note: str = Field("", max_length=NOTE_MAX)


async def about(context: Context, wish: RegisterPoint) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("registration.register_point", entry="registration.point_made", about=about, public=False)
async def register_point(context: Context, wish: RegisterPoint) -> Registered:
    """Confirmed at once where the organiser's own office registers it; else the organiser looks at it first."""
    meeting = await lock.hold(wish.meeting)
    held.must_be_open(context, meeting)
    if Mode.ONLINE not in modes_of(meeting.mode):
        raise Conflict("registration.no_line_for_points")
    await _must_exist(context, wish.place)
    await _must_be_new(meeting, wish)
    entry = _row(context, meeting, wish)
    await entry.save()
    context.record("registration.point_made", meeting.ref, headcount=wish.headcount, place=wish.place)
    return await confirmed(context, entry)


def _row(context: Context, meeting: Meeting, wish: RegisterPoint) -> EntryRow:
    if context.actor.person_id is None:
        raise SignInNeeded()
    is_own = meeting.agency_id in context.actor.agencies_as(*_ORGANISERS)
    return EntryRow(
        id=new_id(),
        meeting_id=meeting.id,
        person_id=context.actor.person_id,
        kind=Kind.POINT.value,
        mode=Mode.ONLINE.value,
        state=(State.SEATED if is_own else State.ASKED).value,
        headcount=wish.headcount,
        wishes=[each.value for each in fitting(Mode.ONLINE, wish.wishes)],
        note=wish.note,
        place_code=wish.place,
        point_name=wish.name,
        point_address=wish.address,
        is_listed=wish.is_listed,
        registered_at=context.now,
        seated_at=context.now if is_own else None,
        decided_at=context.now if is_own else None,
        decided_by=context.actor.person_id if is_own else None,
    )


async def _must_exist(context: Context, place: str) -> None:
    try:
        await territories.place(context, place)
    except NotFound as missing:
        raise Invalid("registration.place_unknown", field="place") from missing


async def _must_be_new(meeting: Meeting, wish: RegisterPoint) -> None:
    same = EntryRow.filter(
        meeting_id=meeting.id, kind=Kind.POINT.value, place_code=wish.place, point_name__iexact=wish.name
    )
    if await same.exclude(state__in=[State.WITHDRAWN.value, State.REFUSED.value]).exists():
        raise Invalid("registration.point_already", field="name")
