"""A place: oblast, district, okrug, village; its code, its names, and where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hearing_state.i18n import local_name, locale
from hearing_state.territories.names import Kind, Level
from hearing_state.territories.romanised import romanised

CODE = re.compile(r"^[1-9][0-9]{8}$")
REPUBLICAN_CITIES = frozenset({"71", "75", "79"})
_GROUPS = ((6, 9), (4, 6), (2, 4))  # HIJ, EF, CD

# Whom people mean first where names are the same.
_SIZE = {
    Kind.REPUBLICAN_CITY: 0,
    Kind.OBLAST: 1,
    Kind.CITY: 2,
    Kind.DISTRICT: 3,
    Kind.CITY_DISTRICT: 4,
    Kind.CITY_AKIMAT: 5,
    Kind.DISTRICT_AKIMAT: 6,
    Kind.KENT: 6,
    Kind.VILLAGE: 7,
    Kind.OKRUG: 8,
    Kind.KENT_AKIMAT: 8,
    Kind.VILLAGE_AKIMAT: 8,
    Kind.STATION: 9,
    Kind.SIDING: 9,
}
_SMALLEST = 10

_ALWAYS_GOVERNED = frozenset(
    {
        Kind.REPUBLICAN_CITY, Kind.OBLAST, Kind.DISTRICT, Kind.CITY_AKIMAT, Kind.DISTRICT_AKIMAT, Kind.OKRUG,
        Kind.KENT_AKIMAT, Kind.VILLAGE_AKIMAT,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the classifier, as people read it.

    ``name_*`` are in full words (Қараауыл ауылы), ``short_*`` bare (Қараауыл), ``official_*`` letter by letter as given.
    ``line_codes`` leads from the oblast down to the place itself.
    """

    code: str
    level: Level
    kind: Kind
    parent_code: str | None
    line_codes: tuple[str, ...]
    name_kk: str
    name_ru: str
    short_kk: str
    short_ru: str
    official_kk: str
    official_ru: str
    has_akim: bool
    classifier_version: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    population: int | None = None
    population_source: str = ""

    @property
    def name_en(self) -> str:
        return romanised(self.code, self.kind, self.short_kk)

    @property
    def name(self) -> str:
        """In full words, in the reader's language."""
        return local_name(self)

    @property
    def other_name(self) -> str:
        """The name in the country's other language, to stand beside the first."""
        return self.name_ru if locale() != "ru" else self.name_kk

    @property
    def size(self) -> int:
        """Small for what people mean first where names are the same."""
        return size_of(self.kind)

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None


def size_of(kind: Kind) -> int:
    return _SIZE.get(kind, _SMALLEST)


def level_of(code: str) -> Level:
    """The level that a code's own groups say.

    >>> level_of("103230000").value
    'sub_district'
    """
    if code[6:9] != "000":
        return Level.SETTLEMENT
    if code[4:6] != "00":
        return Level.SUB_DISTRICT
    if code[2:4] != "00":
        return Level.DISTRICT
    return Level.OBLAST


def parents_of(code: str) -> tuple[str, ...]:
    """The codes above this one by arithmetic, nearest first; they need not all exist.

    >>> parents_of("103230100")
    ('103230000', '103200000', '100000000')
    """
    above: list[str] = []
    shorter = code
    for start, end in _GROUPS:
        if any(digit != "0" for digit in shorter[start:end]):
            shorter = shorter[:start] + "0" * (9 - start)
            above.append(shorter)
    return tuple(above)


def may_skip_parent(code: str, kind: Kind, type_code: str) -> bool:
    """Whether the classifier itself leaves out the row right above this one.

    Districts of the three republican cities stand right under their city. Some towns, and districts of oblast
    centres, stand right under their district: settlements of the first sign whose group EF has no row.
    """
    level = level_of(code)
    if level is Level.SUB_DISTRICT:
        return code[:2] in REPUBLICAN_CITIES and kind is Kind.CITY_DISTRICT
    return level is Level.SETTLEMENT and type_code == "1" and kind in {Kind.CITY, Kind.CITY_DISTRICT}


def has_own_akim(kind: Kind, level: Level, parent: Kind | None) -> bool:
    """Whether an akim's office of its own owes answers for the place.

    A city under its own city administration (Семей under Семей Г.А.), or a city district under a district
    administration, is governed by that one office; a village by its okrug's.
    """
    if kind in _ALWAYS_GOVERNED:
        return True
    if kind is Kind.CITY_DISTRICT:
        return parent is not Kind.DISTRICT_AKIMAT
    if kind in {Kind.CITY, Kind.KENT, Kind.VILLAGE}:
        return parent is Kind.DISTRICT or (
            parent is Kind.CITY_AKIMAT and level is Level.SETTLEMENT and kind is Kind.KENT
        )
    return False
