"""The whole classifier: no place of the country is met by nobody."""

from __future__ import annotations

from datetime import date

import pytest

from hearing_state.db import execute, value
from hearing_state.territories import queries as territories
from meetings.coverage import queries, waiting
from meetings.duties.actions.set_record_start import SetRecordStart, set_record_start
from meetings.duties.duty import Standing
from tests.agencies.country import mapped
from tests.support.contexts import AsRole
from tests.territories.maps import WHOLE

pytestmark = pytest.mark.skipif(
    not WHOLE.exists(), reason="the whole classifier lies beside the project only"
)
PLACES = 15_594


@pytest.fixture
async def country(db, as_) -> AsRole:
    await mapped(as_("system"), file=WHOLE)
    await execute("ANALYZE territories_place, agencies_agency")
    return as_


async def test_no_place_is_forgotten_and_the_numbers_add_up(country: AsRole):
    visitor = country()
    assert await value("SELECT count(*)::int FROM territories_place WHERE closed_on IS NULL") == PLACES
    assert await queries.uncovered(visitor) == []
    assert await queries.health(visitor) is None
    nation = await queries.nation(visitor)
    assert nation.uncovered == 0
    assert nation.totals.duties > 15_000
    for part in nation.parts[:-1]:
        assert part.place is not None
        region = await queries.within(visitor, part.place)
        assert region.totals == part.totals
    assert (await waiting.lines(visitor, None, size=1)).total == nation.totals.duties


async def test_after_a_half_year_without_meetings_every_village_is_named(country: AsRole):
    wish = SetRecordStart(from_on=date(2026, 1, 1), reason="Ескі кездесулер мұрағаттан енгізілді.")
    await set_record_start(country("administrator"), wish)
    visitor = country()
    nation = await queries.nation(visitor)
    overdue = await waiting.lines(visitor, None, (Standing.OVERDUE,), size=20_000)
    assert overdue.total == nation.totals.overdue == nation.totals.judged > PLACES * 0.9
    named = {each.place_code for each in overdue.items}
    villages = await territories.places(visitor, named - {None})
    assert len(villages) == len(named - {None})
