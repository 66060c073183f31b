"""The country in tiles: where each region stands, how it is called in six letters. What the tiles say is their pages'. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from hearing_state.territories.place import Place

WIDTH, HEIGHT, GAP = 60, 52, 3
COLUMNS = 7
T = TypeVar("T")

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


@dataclass(frozen=True, slots=True)
class Tile(Generic[T]):
    """``step``: of colour and pattern, 0 (nothing to say yet) to 3. ``value``: what its page wants to write on it."""

    place: Place
    value: T
    x: int
    y: int
    step: int
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class TileMap(Generic[T]):
    tiles: Sequence[Tile[T]]
    width: int
    height: int
    tile_width: int = WIDTH - GAP
    tile_height: int = HEIGHT - GAP


def tile_map(parts: Iterable[tuple[Place, int, T]]) -> TileMap[T]:
    """Of regions with their steps and values. Every region has a tile: one that is new on the map stands below the others until
    somebody finds it a place.
    """
    tiles, strangers = [], 0
    last_row = max(row for _column, row, *_names in _PLACES.values())
    for place, step, value in parts:
        known = _PLACES.get(place.code[:2])
        if known is None:
            short = place.short_kk[:7], place.short_ru[:7], place.short_kk[:7]
            known = (strangers % COLUMNS, last_row + 1 + strangers // COLUMNS, *short)
            strangers += 1
        column, row, *names = known
        tiles.append(Tile(place, value, column * WIDTH, row * HEIGHT, step, *names))
    rows = max((tile.y // HEIGHT for tile in tiles), default=0) + 1
    return TileMap(tiles, COLUMNS * WIDTH, rows * HEIGHT)
