"""The map changes, and the akims' offices follow."""

from pathlib import Path

import pytest

from hearing_state.agencies import queries
from hearing_state.agencies.actions.found_offices import FoundOffices, found_offices
from hearing_state.agencies.actions.rename_agency import RenameAgency, rename_agency
from hearing_state.db import value
from tests.agencies.country import (
    ABAI_DISTRICT,
    ALMATY,
    QARAAUYL_OKRUG,
    SEMEI,
    SEMEI_ADMINISTRATION,
    mapped,
    office,
)
from tests.support.contexts import AsRole
from tests.territories.maps import MAPS

AKIMS = "SELECT count(*) FROM agencies_agency WHERE kind LIKE '%akim'"


@pytest.mark.parametrize("file", MAPS)
async def test_every_place_with_an_akim_gets_one_office(db: object, as_: AsRole, file: Path) -> None:
    founded = await mapped(as_("system"), file=file)
    assert founded.made == await value(
        "SELECT count(*) FROM territories_place WHERE has_akim AND closed_on IS NULL"
    )
    assert (founded.renamed, founded.dissolved) == (0, 0)
    assert (await office(as_(), ALMATY)).kind == "oblast_akim"
    assert (await office(as_(), SEMEI_ADMINISTRATION)).kind == "district_akim"
    assert await queries.office_at(as_(), SEMEI) is None


async def test_the_same_map_twice_makes_nothing_twice(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    before = await value(AKIMS)
    again = await found_offices(as_("system"), FoundOffices(version="demo"))
    assert (again.made, again.renamed, again.dissolved) == (0, 0, 0)
    assert await value(AKIMS) == before


async def test_a_vanished_okrug_hands_over_to_its_district(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    okrug = await office(as_(), QARAAUYL_OKRUG)
    changed = await mapped(as_("system"), without=("10323",))
    assert changed.dissolved == 4  # four okrugs have codes that begin so
    heir = await queries.successor(as_(), okrug.id)
    assert heir.place_code == ABAI_DISTRICT


async def test_okrug_and_district_vanish_together_and_the_oblast_takes_over(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    okrug, district = await office(as_(), QARAAUYL_OKRUG), await office(as_(), ABAI_DISTRICT)
    await mapped(as_("system"), without=("1032",))
    assert (await queries.successor(as_(), okrug.id)).place_code == "100000000"
    assert (await queries.successor(as_(), district.id)).place_code == "100000000"


async def test_a_place_that_comes_back_gets_a_new_office(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    old = await office(as_(), QARAAUYL_OKRUG)
    await mapped(as_("system"), without=("103230",))
    await mapped(as_("system"))
    new = await office(as_(), QARAAUYL_OKRUG)
    assert new.id != old.id
    assert new.slug == f"{old.slug}-2"


async def test_a_renamed_place_renames_its_office_and_the_old_name_stays_readable(
    db: object, as_: AsRole
) -> None:
    await mapped(as_("system"))
    changed = await mapped(
        as_("system"), renamed=(("Қараауыл ауылдық", "Абай ауылдық"), ("Карааульский", "Абайский"))
    )
    new = await office(as_(), QARAAUYL_OKRUG)
    assert changed.renamed == 1
    assert new.name_kk == "Абай ауылдық округі әкімінің аппараты"
    assert [each.name_kk for each in await queries.former_names(as_(), new.id)] == [
        "Қараауыл ауылдық округі әкімінің аппараты"
    ]


async def test_a_name_given_by_hand_is_not_overwritten_by_the_map(db: object, as_: AsRole) -> None:
    await mapped(as_("system"))
    body = await office(as_(), QARAAUYL_OKRUG)
    wish = RenameAgency(
        agency=body.slug, name_kk="Қараауыл әкімдігі", name_ru="Акимат Караауыла", name_en="Qaraauyl akimat"
    )
    await rename_agency(as_("administrator"), wish)
    await found_offices(as_("system"), FoundOffices(version="demo"))
    assert (await office(as_(), QARAAUYL_OKRUG)).name_kk == "Қараауыл әкімдігі"
