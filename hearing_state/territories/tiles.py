"""The country in tiles: where each region stands, how it is called in six letters, and what a page says of it there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hearing_state.territories.place import Place

COLUMN_WIDTH, ROW_HEIGHT, GAP = 60, 52, 3
COLUMNS = 7

# First two digits of the code: (column, row, short name in kk, ru, en).
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
class Reading:
    """What a page says of one region: ``value`` stands on the tile, ``label`` is the same in words for who does not see it.

    ``level``: 0 without colour, 1 plain, 2 dots, 3 strokes. ``link``: where the tile leads; empty for nowhere.
    """

    place: Place
    value: str
    label: str
    level: int
    link: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A reading and where it stands on the map."""

    reading: Reading
    x: int
    y: int
    name_kk: str
    name_ru: str
    name_en: str


@dataclass(frozen=True, slots=True)
class TileMap:
    """What ``site/tile_map.html`` draws."""

    tiles: tuple[Tile, ...]
    width: int
    height: int
    tile_width: int = COLUMN_WIDTH - GAP
    tile_height: int = ROW_HEIGHT - GAP


def tile_map(readings: Iterable[Reading]) -> TileMap:
    """Every region has a tile: one that is new on the map stands below the others until somebody finds it a place."""
    tiles: list[Tile] = []
    strangers = 0
    last_row = max(row for _column, row, *_names in _PLACES.values())
    for each in readings:
        known = _PLACES.get(each.place.code[:2])
        if known is None:
            short = each.place.short_kk[:7], each.place.short_ru[:7], each.place.short_kk[:7]
            known = (strangers % COLUMNS, last_row + 1 + strangers // COLUMNS, *short)
            strangers += 1
        column, row, *names = known
        tiles.append(Tile(each, column * COLUMN_WIDTH, row * ROW_HEIGHT, *names))
    rows = max((tile.y // ROW_HEIGHT for tile in tiles), default=0) + 1
    return TileMap(tuple(tiles), COLUMNS * COLUMN_WIDTH, rows * ROW_HEIGHT)
