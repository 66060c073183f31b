"""Many small places are exempted in one step: all winterings of a district, by one source, as they were shown before."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories import queries as territories
from hearing_state.territories.names import Kind
from meetings.duties import exemption
from meetings.duties.exemption import Reason
from meetings.duties.rule_table import SOURCE_MAX, SOURCE_MIN

Small = Literal[Kind.WINTERING, Kind.PASTURE, Kind.PLOT, Kind.FARM, Kind.SIDING, Kind.STATION, Kind.OTHER]
_INSERT = """
INSERT INTO duties_exemption (id, place_code, reason, source, from_on, made_at)
SELECT id, code, $3, $4, $5, $6 FROM unnest($1::uuid[], $2::text[]) AS many (id, code) ON CONFLICT DO NOTHING
"""


class ExemptKinds(Wish):
    """``under``: the place in whose territory they lie; empty for the whole country. ``expected``: how many were shown."""

    under: str | None = Field(None, pattern=r"^\d{9}$")
    kinds: tuple[Small, ...] = Field(min_length=1, max_length=7)
    reason: Reason
    source: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)
    expected: int = Field(ge=1)


class Exempted(BaseModel):
    model_config = ConfigDict(frozen=True)

    places: int


async def about(context: Context, wish: ExemptKinds) -> Subject:
    if wish.under:
        await territories.place(context, wish.under)
    codes = await exemption.exemptible(context, wish.under, wish.kinds)
    return Subject(about=wish.under or "", agencies=await exemption.superiors_of(context, codes))


@action("duty.exempt_kinds", entry="duty.places_exempted", about=about)
async def exempt_kinds(context: Context, wish: ExemptKinds) -> Exempted:
    """Raises Conflict where the places are others than those that were shown, Invalid where there are none."""
    codes = await exemption.exemptible(context, wish.under, wish.kinds)
    if not codes:
        raise Invalid("duty.no_such_places", field="kinds")
    if len(codes) != wish.expected:
        raise Conflict("duty.other_places_now", number=len(codes))
    ids = [new_id() for _code in codes]
    made = await execute(_INSERT, ids, codes, wish.reason.value, wish.source, context.today, context.now)
    if made != len(codes):
        raise Conflict("duty.other_places_now", number=made)
    context.record(
        "duty.places_exempted",
        wish.under or "",
        places=made,
        kinds=sorted(kind.value for kind in wish.kinds),
        reason=wish.reason.value,
        source=wish.source,
    )
    return Exempted(places=made)
