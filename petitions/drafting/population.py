"""How many people live in a place: the latest imported figure, else the map's own; None where nobody has said. Never guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hearing_state.actions import Context
from hearing_state.db import row
from hearing_state.errors import Fault, Invalid
from hearing_state.territories import queries as territories
from hearing_state.territories.place import CODE

ROWS_MAX = 20_000
PEOPLE_MAX = 30_000_000
_LATEST = """
SELECT people, counted_on, source FROM drafting_population WHERE place_code = $1 AND counted_on <= $2 ORDER BY counted_on DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """``counted_on``: none where only the source's own words name the day."""

    people: int
    source: str
    counted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a file of figures."""

    place: str
    people: int
    counted_on: date
    source: str


async def figure(context: Context, place_code: str, on: date) -> Figure | None:
    found = await row(_LATEST, place_code, on)
    if found is not None:
        return Figure(found["people"], found["source"], found["counted_on"])
    place = await territories.place(context, place_code)
    return Figure(place.population, place.population_source) if place.population else None


def read_figures(text: str) -> list[Told]:
    """A table ``place,people,counted_on,source``, first line its names. Raises Invalid with the line at fault."""
    lines = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    if not lines or len(lines) > ROWS_MAX:
        raise Invalid("petition.figures_size", field="content", maximum=ROWS_MAX)
    told, faults = [], []
    for number, line in enumerate(lines, 2):
        try:
            told.append(_told(line))
        except (TypeError, ValueError, KeyError):
            faults.append(Fault("content", "petition.figure_not_understood", {"line": number}))
    if faults:
        raise Invalid.many(faults[:10])
    return told


def _told(line: dict[str, str]) -> Told:
    place, people, source = line["place"].strip(), int(line["people"]), line["source"].strip()
    if not CODE.match(place) or not 0 < people <= PEOPLE_MAX or not source:
        raise ValueError(place)
    return Told(place, people, date.fromisoformat(line["counted_on"].strip()), source[:500])


def places_of(told: Iterable[Told]) -> set[str]:
    return {each.place for each in told}
