"""Personal reception: the hours that are offered, asking to be received, one's own requests."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from meetings.receptions import queries
from meetings.receptions.actions.book import Book, book
from meetings.receptions.actions.cure import Cure, cure
from meetings.receptions.actions.withdraw import Withdraw, withdraw
from meetings.receptions.request import Case
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import reception_shapes as shapes
from mobile_api.v1.meetings import BodyFilter, PlaceFilter


class ByReception(Asked):
    reception: Annotated[
        str, Field(pattern=r"^R-[0-9]{4}-[0-9]{6,9}$", description="The number of the hours")
    ]


class ByBooking(Asked):
    booking: Annotated[str, Field(pattern=r"^B-[0-9]{4}-[0-9]{6,9}$", description="The request's number")]


class OfReceptions(Asked):
    place: Annotated[
        PlaceFilter, Field(description="With the offices of everything above it, and the central ones")
    ] = None
    body: BodyFilter = None


async def list_receptions(context: Context, query: OfReceptions) -> list[shapes.ReceptionHours]:
    """Hours ahead at which heads receive people, the nearest first, sixty at most."""
    body = await agencies.by_slug(context, query.body) if query.body else None
    found = await queries.offered(context, query.place or "", body.id if body else None)
    return [shapes.ReceptionHours.of(each.hours, each.agency, each.terms) for each in found]


async def show_reception(context: Context, path: ByReception) -> shapes.ReceptionShown:
    """Hours of a reception, with the slots that are free."""
    found = await queries.hours(context, path.reception)
    body = await agencies.agency(context, found.agency_id)
    asked = await queries.preparation(context)
    free = [] if asked.is_list_final(found.starts_at) else await queries.free_slots(context, found)
    return shapes.ReceptionShown.of(found, body, asked.terms(found.starts_at), free)


async def book_reception(
    context: Context, path: ByReception, body: shapes.ReceptionRequest
) -> shapes.ReceptionSlip:
    """Ask to be received at these hours. The office tells day and hour by its legal day."""
    wish = Book(reception=path.reception, **body.model_dump())
    return shapes.ReceptionSlip.of(await book(context, wish))


async def list_my_bookings(context: Context) -> list[shapes.MyBooking]:
    """One's own requests to be received, the newest first."""
    return [shapes.MyBooking.of(each) for each in await queries.own(context)]


async def show_my_booking(context: Context, path: ByBooking) -> shapes.MyBookingShown:
    """One's own request: how it stands, day and hour, the protocol."""
    return shapes.MyBookingShown.of(await _own_case(context, path))


async def cure_booking(context: Context, path: ByBooking, body: shapes.MissingPart) -> None:
    """Add what the office found missing."""
    await _own_case(context, path)
    await cure(context, Cure(booking=path.booking, text=body.text))


async def withdraw_booking(context: Context, path: ByBooking) -> None:
    """Withdraw the request; a place that one got is given to somebody else."""
    await _own_case(context, path)
    await withdraw(context, Withdraw(booking=path.booking))


async def _own_case(context: Context, path: ByBooking) -> Case:
    """Raises NotFound for anybody else's."""
    found = await queries.case(context, path.booking)
    if found.booking.person_id != context.actor.person_id:
        raise NotFound("reception.no_such_booking")
    return found


_MINE = "/me/receptions/{booking}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/receptions", list_receptions, reads=queries.offered, fresh_seconds=10),
    endpoint("GET", "/receptions/{reception}", show_reception, reads=queries.hours, fresh_seconds=10),
    endpoint(
        "POST",
        "/receptions/{reception}/bookings",
        book_reception,
        acts=book,
        status=201,
        is_keyed=True,
        needs_sign_in=True,
    ),
    endpoint("GET", "/me/receptions", list_my_bookings, reads=queries.own, needs_sign_in=True),
    endpoint("GET", _MINE, show_my_booking, reads=queries.case, needs_sign_in=True),
    endpoint("POST", f"{_MINE}/cure", cure_booking, acts=cure, status=204, is_keyed=True, needs_sign_in=True),
    endpoint("POST", f"{_MINE}/withdraw", withdraw_booking, acts=withdraw, status=204, needs_sign_in=True),
)
