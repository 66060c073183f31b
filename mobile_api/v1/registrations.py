"""Taking part in meetings: register, change, withdraw, register a listening point, one's own meetings."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context
from meetings.registration import queries
from meetings.registration.actions.change_entry import ChangeEntry, change_entry
from meetings.registration.actions.register import Register, register
from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.registration.actions.unregister import Unregister, unregister
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import registration_shapes as shapes
from mobile_api.v1.meetings import ByMeeting, Cursor


class ByRegistration(ByMeeting):
    registration: Annotated[UUID, Field(description="As registering gave it")]


class Further(Asked):
    cursor: Cursor = None


async def register_for_meeting(
    context: Context, path: ByMeeting, body: shapes.Registration
) -> shapes.Registered:
    """Register: in the hall or online, with wishes for interpretation and access."""
    wish = Register(meeting=path.meeting, mode=body.mode, wishes=body.wishes, note=body.note)
    return shapes.Registered.of(await register(context, wish))


async def register_listening_point(
    context: Context, path: ByMeeting, body: shapes.PointRegistration
) -> shapes.Registered:
    """Register a listening point; the organiser confirms it."""
    wish = RegisterPoint(meeting=path.meeting, **body.model_dump())
    return shapes.Registered.of(await register_point(context, wish))


async def show_my_registrations(context: Context, path: ByMeeting) -> list[shapes.MyRegistration]:
    """What one registered for this meeting, oneself first, then one's listening points."""
    _meeting, own = await queries.own_at(context, path.meeting)
    return [shapes.MyRegistration.of(each) for each in own]


async def change_registration(
    context: Context, path: ByRegistration, body: shapes.RegistrationChange
) -> shapes.Registered:
    """Change how one takes part, what one wishes for, or how many people a listening point expects."""
    found = await queries.own_one(context, path.meeting, str(path.registration))
    wish = ChangeEntry(entry=found.entry.id, **body.model_dump())
    return shapes.Registered.of(await change_entry(context, wish))


async def withdraw_registration(context: Context, path: ByRegistration) -> None:
    """Withdraw; whoever waits longest gets the seat."""
    found = await queries.own_one(context, path.meeting, str(path.registration))
    await unregister(context, Unregister(entry=found.entry.id))


async def list_my_meetings(context: Context, query: Further) -> shapes.MyMeetings:
    """The meetings one is registered for: ahead the soonest first, past the latest first."""
    number = page_of(query.cursor)
    found = await queries.mine(context, number)
    return shapes.MyMeetings(
        ahead=[shapes.MyMeeting.of(each, context.now) for each in found.ahead],
        past=[shapes.MyMeeting.of(each, context.now) for each in found.past.items],
        next=to_page(number + 1) if number < found.past.pages else None,
    )


_AT = "/meetings/{meeting}/registrations"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("POST", _AT, register_for_meeting, acts=register, status=201, is_keyed=True, needs_sign_in=True),
    endpoint("GET", _AT, show_my_registrations, reads=queries.own_at, needs_sign_in=True),
    endpoint("POST", f"{_AT}/{{registration}}", change_registration, acts=change_entry, needs_sign_in=True),
    endpoint(
        "DELETE",
        f"{_AT}/{{registration}}",
        withdraw_registration,
        acts=unregister,
        status=204,
        needs_sign_in=True,
    ),
    endpoint(
        "POST",
        "/meetings/{meeting}/listening-points",
        register_listening_point,
        acts=register_point,
        status=201,
        is_keyed=True,
        needs_sign_in=True,
    ),
    endpoint("GET", "/me/meetings", list_my_meetings, reads=queries.mine, needs_sign_in=True),
)
