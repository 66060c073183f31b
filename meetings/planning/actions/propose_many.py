"""Plans are asked for all offices of an oblast, a district or the country. The work is done afterwards, in pieces."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS
from hearing_state.db import rows
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from hearing_state.territories.place import level_of
from meetings.planning import proposing
from meetings.planning.actions.propose import stretch_ahead
from meetings.planning.models import PieceRow, RunRow
from meetings.planning.wishes import PlannerWish

COUNTRY = "country"
PIECE_OFFICES = 40
"""So many offices are planned in one transaction: small enough to be done within a listener's lease."""
# Offices that have no plan for these days yet, neighbours beside neighbours.
_OFFICES = """
SELECT a.id FROM agencies_agency a
 WHERE a.dissolved_on IS NULL AND a.kind = ANY ($1::text[]) AND ($2 = '' OR a.place_code LIKE $2 || '%')
   AND NOT EXISTS (SELECT 1 FROM planning_plan p WHERE p.agency_id = a.id AND p.state <> 'withdrawn' AND p.from_on <= $4 AND p.until_on >= $3)
 ORDER BY a.place_code NULLS FIRST, a.id
"""
_OWING = "SELECT DISTINCT agency_id FROM duties_duty WHERE agency_id = ANY ($1::uuid[])"
DIGITS = {"oblast": 2, "district": 4, "sub_district": 6, "settlement": 9}


class ProposeMany(PlannerWish):
    """``place``: the code of an oblast, a district, a city; or the whole country, with its ministries."""

    place: str = Field(pattern=rf"^(\d{{9}}|{COUNTRY})$")
    part: str = Field(max_length=8)


class Requested(BaseModel):
    model_config = ConfigDict(frozen=True)

    run: UUID
    offices: int
    pieces: int


async def about(context: Context, wish: ProposeMany) -> Subject:
    """Raises Invalid where no akim's office stands over the place."""
    if wish.place == COUNTRY:
        return Subject(about=COUNTRY)
    body = await agencies.office_at(context, wish.place)
    if body is None:
        raise Invalid("plan.scope_needed", field="place")
    return Subject(about=body.slug, agencies=frozenset({body.id}))


@action("plan.propose_many", entry="plan.many_requested", about=about, public=False)
async def propose_many(context: Context, wish: ProposeMany) -> Requested:
    """Raises Conflict where no office is left to be planned, Invalid for days that are no year."""
    stretch = await stretch_ahead(context, wish.part)
    is_country = wish.place == COUNTRY
    prefix = "" if is_country else wish.place[: DIGITS[level_of(wish.place).value]]
    kinds = sorted({*AKIMS, "ministry"} if is_country else AKIMS)
    free = [each["id"] for each in await rows(_OFFICES, kinds, prefix, stretch.from_on, stretch.until_on)]
    owing = {each["agency_id"] for each in await rows(_OWING, free)}
    found = [each for each in free if each in owing]
    if not found:
        raise Conflict("plan.nothing_to_propose")
    pieces = [found[at : at + PIECE_OFFICES] for at in range(0, len(found), PIECE_OFFICES)]
    run = await RunRow.create(
        id=new_id(),
        place_code=None if is_country else wish.place,
        part=wish.part,
        wanted=wish.wanted(await proposing.wanted_by_law(context)).stored(),
        requested_at=context.now,
        requested_by=context.actor.person_id,
        pieces=len(pieces),
    )
    for number, offices in enumerate(pieces, start=1):
        await PieceRow.create(id=new_id(), run_id=run.id, number=number, agency_ids=offices, figures={})
        context.tell("plan.piece_wanted", f"run:{run.id}", run=run.id, number=number)
    context.record("plan.many_requested", wish.place, part=wish.part, offices=len(found), pieces=len(pieces))
    return Requested(run=run.id, offices=len(found), pieces=len(pieces))
