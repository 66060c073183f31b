"""An administrator brings figures of population: each with its day and its source. Earlier figures stay."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.errors import Invalid
from hearing_state.ids import new_id
from hearing_state.territories import queries as territories
from petitions.drafting.population import Told, places_of, read_figures

CONTENT_MAX = 2_000_000
# A figure of the same day is corrected; petitions that are posted already keep the one that was frozen.
_PUT = """
INSERT INTO drafting_population (id, place_code, people, counted_on, source, set_at) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (place_code, counted_on) DO UPDATE SET people = EXCLUDED.people, source = EXCLUDED.source, set_at = EXCLUDED.set_at
"""


class SetPopulation(Wish):
    """``content``: lines ``place,people,counted_on,source`` under their names."""

    content: str = Field(min_length=1, max_length=CONTENT_MAX)


class Set(BaseModel):
    model_config = ConfigDict(frozen=True)

    places: int


@action("petition.set_population", entry="petition.population_set")
async def set_population(context: Context, wish: SetPopulation) -> Set:
    """All of a file or nothing. Raises Invalid."""
    told = read_figures(wish.content)
    known = await territories.places(context, places_of(told))
    for each in told:
        if each.place not in known:
            raise Invalid("petition.no_such_place", field="content", place=each.place)
    for each in told:
        await _put(context, each)
    context.record("petition.population_set", "petitions", places=len(places_of(told)), source=told[0].source)
    return Set(places=len(places_of(told)))


async def _put(context: Context, told: Told) -> None:
    await execute(_PUT, new_id(), told.place, told.people, told.counted_on, told.source, context.now)
