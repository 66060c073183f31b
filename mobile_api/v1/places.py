"""The map: find a place, see who governs there."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.deadlines import board
from hearing_state.territories import queries as territories
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import shapes

A_DAY = 86400


class ByCode(Asked):
    code: Annotated[
        str, Field(pattern=r"^[1-9][0-9]{8}$", description="Nine digits of the classifier (KATO)")
    ]


class Sought(Asked):
    q: Annotated[
        str,
        Field(
            min_length=1, max_length=100, description="A name in Kazakh, Russian or Latin letters, or a code"
        ),
    ]
    limit: Annotated[int, Field(ge=1, le=50, description="How many at most")] = 12


async def search_places(context: Context, query: Sought) -> list[shapes.FoundPlace]:
    """Places that may be meant, the likeliest first."""
    return [shapes.FoundPlace.of(found) for found in await territories.search(context, query.q, query.limit)]


async def list_top_places(context: Context) -> list[shapes.Place]:
    """The twenty units at the top: oblasts and the cities of republican significance."""
    return [shapes.Place.of(place) for place in await territories.children(context)]


async def show_place(context: Context, path: ByCode) -> shapes.PlaceShown:
    """A place: where it lies, who owes answers there, how deadlines stand."""
    line = await territories.line(context, path.code)
    return shapes.PlaceShown(
        place=shapes.Place.of(line[-1]),
        line=[shapes.Place.of(place) for place in line],
        governing=[shapes.Governing.of(each) for each in await agencies.governing(context, path.code)],
        deadlines=shapes.Totals.of(await board.totals(context, place=path.code)),
    )


async def list_children(context: Context, path: ByCode) -> list[shapes.Place]:
    """The places right under this one, in the reader's alphabet."""
    await territories.place(context, path.code)
    return [shapes.Place.of(place) for place in await territories.children(context, path.code)]


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/places", search_places, reads=territories.search, fresh_seconds=3600),
    endpoint("GET", "/places/top", list_top_places, reads=territories.children, fresh_seconds=A_DAY),
    endpoint("GET", "/places/{code}", show_place, reads=territories.line, fresh_seconds=60),
    endpoint(
        "GET", "/places/{code}/children", list_children, reads=territories.children, fresh_seconds=A_DAY
    ),
)
