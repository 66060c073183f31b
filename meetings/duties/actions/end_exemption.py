"""People live there again, or always did: from today they must be met again."""

from __future__ import annotations

from datetime import timedelta

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.duties import exemption
from meetings.duties.rule_table import SOURCE_MAX, SOURCE_MIN

_END = "UPDATE duties_exemption SET until_on = $2, end_source = $3 WHERE place_code = $1 AND until_on IS NULL"


class EndExemption(Wish):
    """``source``: how it is known; everybody reads it."""

    place: str = Field(pattern=r"^\d{9}$")
    source: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)


async def about(context: Context, wish: EndExemption) -> Subject:
    place = await territories.place(context, wish.place)
    return Subject(about=place.code, agencies=await exemption.superiors_of(context, [place.code]))


@action("duty.end_exemption", entry="duty.exemption_ended", about=about)
async def end_exemption(context: Context, wish: EndExemption) -> None:
    """Raises Conflict where the place is not exempt."""
    if not await execute(_END, wish.place, context.today - timedelta(days=1), wish.source):
        raise Conflict("duty.not_exempt")
    context.record("duty.exemption_ended", wish.place, source=wish.source)
