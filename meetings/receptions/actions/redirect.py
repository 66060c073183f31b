"""The office is not competent and sends the request on, within three working days; the term begins anew there."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from hearing_state.actions import Context, Wish, action, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines.actions.redirect_clock import RedirectClock, redirect_clock
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.receptions import held, queries


class Redirect(Wish):
    booking: str = Field(max_length=20)
    agency: UUID
    reason: str = Field(min_length=10, max_length=2_000)


async def about(context: Context, wish: Redirect) -> Subject:
    return await queries.subject(context, wish.booking)


@action("reception.redirect", entry="reception.redirected", about=about)
async def redirect(context: Context, wish: Redirect) -> None:
    row = await held.hold(wish.booking)
    held.step(row, "redirect")
    target = await agencies.agency(context, wish.agency)
    if target.id == row.agency_id or target.is_dissolved:
        raise Invalid("reception.same_body", field="agency")
    if context.today > row.redirect_until_on:
        raise Conflict("reception.redirect_too_late", until_on=row.redirect_until_on)
    await held.happened(context, row, "redirected", reason=wish.reason, to_agency=target.id)
    moved = RedirectClock(clock=row.clock_id, arrived_at=context.now, agency=target.id, reason=wish.reason)
    await by_law(context, redirect_clock, moved)
    row.agency_id, row.wanted_id = target.id, None
    row.file_ready_at, row.file_note = None, ""  # what the former office prepared stays there
    await held.redirect_term(context, row)
    await row.save()
