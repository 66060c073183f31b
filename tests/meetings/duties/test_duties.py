"""The duties of the demo country, by the rules as the migrations laid them down."""

from __future__ import annotations

import pytest

from hearing_state.db import execute, rows
from meetings.duties import queries
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG
from tests.meetings.world import World, world


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


async def test_an_okrugs_akim_meets_each_of_its_villages_twice_a_year(here: World):
    found = await queries.duties_of(here.visitor, [here.okrug.id])
    assert {each.rule_key for each in found} == {"akim.okrug"}
    assert QARAAUYL in {each.place_code for each in found}
    assert {(each.times, each.period.value, each.announce_days) for each in found} == {(1, "half_year", 7)}


async def test_the_district_meets_each_okrug_and_the_oblast_each_district(here: World):
    district = await queries.duties_of(here.visitor, [here.district.id])
    assert QARAAUYL_OKRUG in {each.place_code for each in district}
    oblast = await queries.duties_of(here.visitor, [here.oblast.id])
    assert ABAI_DISTRICT in {each.place_code for each in oblast}
    assert {each.period.value for each in oblast} == {"year"}


async def test_ministers_meet_the_country_and_five_are_excepted(here: World):
    found = [each for each in await queries.every_duty(here.visitor) if each.rule_key == "minister"]
    assert {each.place_code for each in found} == {None}
    ministries = await rows("SELECT count(*)::int AS n FROM agencies_agency WHERE kind = 'ministry'")
    assert len(found) == ministries[0]["n"] - 5


async def test_every_place_is_met_by_somebody_or_lies_in_a_unit_that_is(here: World):
    """Nobody is forgotten: each place is a duty's place, part of a unit whose akim meets it, or made of places that are."""
    forgotten = await rows(
        """
        WITH d AS MATERIALIZED (SELECT place_code, rule_key FROM duties_duty WHERE place_code IS NOT NULL)
        SELECT p.code, p.kind FROM territories_place p WHERE p.closed_on IS NULL
           AND p.code NOT IN (SELECT place_code FROM d)
           AND NOT EXISTS (SELECT 1 FROM d WHERE d.place_code = p.parent_code AND d.rule_key = 'akim.own_unit')
           AND NOT EXISTS (SELECT 1 FROM territories_place c JOIN d ON d.place_code = c.code WHERE c.parent_code = p.code)
        """
    )
    assert forgotten == []


async def test_nobody_is_owed_where_nobody_lives(here: World):
    await execute(
        "INSERT INTO duties_exemption (id, place_code, reason, source, from_on, made_at)"
        " VALUES (gen_random_uuid(), $1, 'uninhabited', 'Санақ 2021', '2026-01-01', now())",
        QARAAUYL,
    )
    found = await queries.duties_of(here.visitor, [here.okrug.id])
    assert QARAAUYL not in {each.place_code for each in found}


async def test_the_numbers_of_the_decree(here: World):
    assert await queries.norm(here.visitor, "report_share_percent") == 25
    assert await queries.norm(here.visitor, "calendar_approved_by") == 115
    assert await queries.announce_days_of(here.visitor, here.district.id) == 14
    assert (await queries.duty_at(here.visitor, here.oblast.id, ABAI_OBLAST)) is None
