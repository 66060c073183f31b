"""Every region has a tile of its own, also one that is new on the map."""

from __future__ import annotations

from dataclasses import replace

from hearing_state.territories.names import Kind, Level
from hearing_state.territories.place import Place
from hearing_state.territories.tiles import Reading, Tile, TileMap, tile_map

REGIONS = ("10", "11", "15", "19", "23", "27", "31", "33", "35", "39", "43", "47", "55", "59", "61", "62", "63", "71", "75", "79")  # fmt: skip
ABAI = Place("100000000", Level.OBLAST, Kind.OBLAST, None, ("100000000",), "Абай облысы", "область Абай", "Абай", "Абай", "", "", has_akim=True)  # fmt: skip


def drawn(*codes: str) -> TileMap:
    return tile_map(Reading(replace(ABAI, code=f"{code}0000000"), "1", "1", 1) for code in codes)


def corner(tile: Tile) -> tuple[int, int]:
    return tile.x, tile.y


def test_the_twenty_regions_stand_beside_each_other():
    found = drawn(*REGIONS)
    assert len({corner(each) for each in found.tiles}) == len(REGIONS)
    assert all(
        each.x + found.tile_width <= found.width and each.y + found.tile_height <= found.height
        for each in found.tiles
    )


def test_a_new_region_stands_below_and_is_called_by_its_own_name():
    found = drawn(*REGIONS, "98", "99")
    new = found.tiles[-2:]
    assert [each.name_kk for each in new] == ["Абай", "Абай"]
    assert all(each.y > max(tile.y for tile in found.tiles[:-2]) for each in new)
    assert corner(new[0]) != corner(new[1])
    assert found.height == new[0].y + found.tile_height + 3


def test_nothing_to_say_is_an_empty_map():
    assert tile_map([]).tiles == ()
