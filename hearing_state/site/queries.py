"""What the frame's own pages read. Everything here is public."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.deadlines import board
from hearing_state.deadlines.board import Totals
from hearing_state.site.kept import KEPT, Kept
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place

FOUND_MAX = 8
TEXT_MAX = 120


@dataclass(frozen=True)
class Today:
    """What was promised, in the country and in the reader's own place."""

    country: Totals
    place: Place | None = None
    in_place: Totals | None = None


@dataclass(frozen=True)
class Found:
    places: Sequence[territories.Found]
    agencies: Sequence[Agency]


async def today(context: Context, place: Place | None) -> Today:
    """The numbers of the home page, counted when somebody looks."""
    country = await board.totals(context)
    if place is None:
        return Today(country)
    return Today(country, place, await board.totals(context, place=place.code))


async def search(context: Context, text: str) -> Found:
    """Places and bodies that may be meant; questions and what else there is come as panels of the slot ``search``."""
    if not text:
        return Found((), ())
    return Found(
        await territories.search(context, text, FOUND_MAX),
        await agencies.search(context, text, FOUND_MAX),
    )


async def kept_about_people(_context: Context) -> Sequence[Kept]:
    return KEPT


async def help_topics(_context: Context) -> Sequence[str]:
    """The pages of help, by name, in the order of reading."""
    return ("site.how_it_works", "site.privacy", "site.accessibility")
