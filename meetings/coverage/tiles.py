"""The country in tiles: where each region stands, how it is called in six letters, which step of colour it has. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from hearing_state.territories.place import Place
from meetings.coverage.totals import Totals

WIDTH, HEIGHT, GAP = 60, 52, 3
COLUMNS = 7
FEW = 0.1
"""Up to this share of overdue duties a region has the middle step."""

# Code: (column, row, short name in kk, ru, en).
_PLACES: Mapping[str, tuple[int, int, str, str, str]] = {
    "10": (5, 2, "Абай", "Абай", "Abai"),
    "11": (4, 1, "Ақмола", "Акмол.", "Aqmola"),
    "15": (1, 2, "Ақтөбе", "Актобе", "Aqtöbe"),
    "19": (5, 4, "Алм.обл", "Алм.обл", "Alm.reg"),
    "23": (0, 2, "Атырау", "Атырау", "Atyrau"),
    "27": (0, 1, "БҚО", "ЗКО", "West"),
    "31": (4, 3, "Жамбыл", "Жамбыл", "Jambyl"),
    "33": (5, 3, "Жетісу", "Жетысу", "Jetisu"),
    "35": (4, 2, "Қарағ.", "Караг.", "Qarağ."),
    "39": (3, 1, "Қостан.", "Костан.", "Qostan."),
    "43": (2, 3, "Қызыл.", "Кызыл.", "Qyzyl."),
    "47": (0, 3, "Маңғ.", "Манг.", "Mañğ."),
    "55": (6, 1, "Павлод.", "Павлод.", "Pavlod."),
    "59": (4, 0, "СҚО", "СКО", "North"),
    "61": (3, 3, "Түркіс.", "Туркес.", "Türkis."),
    "62": (3, 2, "Ұлытау", "Улытау", "Ulytau"),
    "63": (6, 2, "ШҚО", "ВКО", "East"),
    "71": (5, 1, "Астана", "Астана", "Astana"),
    "75": (6, 4, "Алматы", "Алматы", "Almaty"),
    "79": (3, 4, "Шымк.", "Шымк.", "Şymk."),
}


class _Part(Protocol):
    @property
    def place(self) -> Place | None: ...
    @property
    def totals(self) -> Totals: ...


@dataclass(frozen=True, slots=True)
class Tile:
    """``step``: 0 nothing to judge yet, 1 nothing overdue, 2 few, 3 many."""

    place: Place
    totals: Totals
    x: int
    y: int
    step: int
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class TileMap:
    tiles: Sequence[Tile]
    width: int
    height: int


def step_of(totals: Totals) -> int:
    """Which step of colour and pattern the numbers have.

    >>> step_of(Totals(judged=20, overdue=2)), step_of(Totals(judged=20, overdue=3))
    (2, 3)
    """
    if not totals.judged:
        return 0
    if not totals.overdue:
        return 1
    return 2 if totals.overdue / totals.judged <= FEW else 3


def tile_map(parts: Sequence[_Part]) -> TileMap:
    """Every region has a tile: one that is new on the map stands below the others until somebody finds it a place."""
    tiles, strangers = [], 0
    last_row = max(row for _column, row, *_names in _PLACES.values())
    for part in parts:
        if part.place is None:
            continue
        known = _PLACES.get(part.place.code[:2])
        if known is None:
            short = part.place.short_kk[:7], part.place.short_ru[:7], part.place.short_kk[:7]
            known = (strangers % COLUMNS, last_row + 1 + strangers // COLUMNS, *short)
            strangers += 1
        column, row, *names = known
        tiles.append(
            Tile(part.place, part.totals, column * WIDTH, row * HEIGHT, step_of(part.totals), *names)
        )
    rows = max((tile.y // HEIGHT for tile in tiles), default=0) + 1
    return TileMap(tiles, COLUMNS * WIDTH, rows * HEIGHT)
