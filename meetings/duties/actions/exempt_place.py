"""In one place nobody must be met, because nobody lives there. Said by an office above those who owe it, with the source."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from meetings.duties import exemption
from meetings.duties.exemption import Reason
from meetings.duties.rule_table import SOURCE_MAX, SOURCE_MIN

_INSERT = """
INSERT INTO duties_exemption (id, place_code, reason, source, from_on, made_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
"""


class ExemptPlace(Wish):
    """``source``: the census, the decision or the act that says so; everybody reads it."""

    place: str = Field(pattern=r"^\d{9}$")
    reason: Reason
    source: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)


async def about(context: Context, wish: ExemptPlace) -> Subject:
    place = await territories.place(context, wish.place)
    return Subject(about=place.code, agencies=await exemption.superiors_of(context, [place.code]))


@action("duty.exempt_place", entry="duty.place_exempted", about=about)
async def exempt_place(context: Context, wish: ExemptPlace) -> None:
    """Raises Conflict where it is exempt already, Invalid where no duty names this place."""
    if not await exemption.is_owed(context, wish.place):
        raise Invalid("duty.nothing_owed_here", field="place")
    made = await execute(
        _INSERT, new_id(), wish.place, wish.reason.value, wish.source, context.today, context.now
    )
    if not made:
        raise Conflict("duty.exempt_already")
    context.record("duty.place_exempted", wish.place, reason=wish.reason.value, source=wish.source)
