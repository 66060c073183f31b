"""The votes as a picture: every day stands in it, nothing leaves the field, and small numbers are not told."""

from __future__ import annotations

import re
from datetime import date

import pytest

from petitions.browsing.chart import BOTTOM, LEFT, RIGHT, TOP, Chart, chart
from petitions.browsing.regions import regions

FIRST = date(2026, 11, 1)


def points(drawn: Chart) -> list[tuple[float, float]]:
    return [
        (float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", drawn.area.partition("V")[0])
    ]


def test_the_line_climbs_from_nothing_to_the_present_total():
    drawn = chart([(FIRST, 10), (date(2026, 11, 3), 30)], date(2026, 11, 4), 80)
    assert drawn is not None
    assert points(drawn)[0] == (LEFT, BOTTOM)
    assert len(points(drawn)) == 5  # four days, also the two on which nobody came
    assert points(drawn)[-1] == drawn.end == (RIGHT, (TOP + BOTTOM) / 2)
    assert drawn.threshold == TOP
    assert drawn.busiest.on == date(2026, 11, 3)


@pytest.mark.parametrize("needed", [None, 5, 50_000])
def test_nothing_leaves_the_field(needed: int | None):
    """Also where more was taken back in a day than came, and where the threshold was passed long ago."""
    drawn = chart([(FIRST, 3), (date(2026, 11, 2), -5), (date(2027, 4, 30), 2_000)], FIRST, needed)
    assert drawn is not None
    assert all(LEFT <= x <= RIGHT and TOP <= y <= BOTTOM for x, y in points(drawn))
    assert drawn.last == date(2027, 4, 30)


def test_without_votes_there_is_nothing_to_draw():
    assert chart([], FIRST, 50) is None


def test_a_small_number_cannot_be_worked_out_from_the_others():
    """One region alone is hidden together with those who said none: the total less the rest does not give it away."""
    found = regions([("710000000", 40), ("750000000", 3), ("", 5)], fewest=10)
    assert found.told == {"710000000": 40}
    assert found.few == {"750000000"}
    assert found.rest == 8


def test_the_least_number_that_is_told_is_data():
    by_place = [("710000000", 10), ("750000000", 9)]
    assert set(regions(by_place, fewest=10).told) == {"710000000"}
    assert set(regions(by_place, fewest=1).told) == {"710000000", "750000000"}


def test_a_region_from_which_votes_were_taken_back_is_nobodys():
    found = regions([("710000000", 12), ("750000000", -1)], fewest=10)
    assert found.few == frozenset()
    assert found.level("750000000") == 0
