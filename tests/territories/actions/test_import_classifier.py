"""An edition of the classifier is taken in as a difference, in one transaction."""

import json
from pathlib import Path

import pytest

from hearing_state.actions import by_law
from hearing_state.db import row, rows, value
from hearing_state.errors import Conflict, Forbidden, Invalid, SignInNeeded
from hearing_state.territories import queries
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier
from tests.territories.maps import MAPS, Row, csv_of, office_rows, small, workbook_of


async def take_in(context, rows_: list[Row], **more):
    return await by_law(context, import_classifier, ImportClassifier(content=csv_of(rows_), **more))


def replaced(code: str, *, ru: str, kk: str) -> list[Row]:
    return [(*r[:4], ru, kk) if r[0] == code else r for r in small()]


@pytest.mark.parametrize("path", MAPS)
async def test_a_whole_map_is_taken_in_and_taken_in_again_without_a_change(db, as_, path: Path):
    wish = ImportClassifier(content=path.read_bytes())
    first = await by_law(as_("system"), import_classifier, wish)
    again = await by_law(as_("system"), import_classifier, wish)
    assert first.appeared == first.total == await value("SELECT count(*) FROM territories_place")
    assert (again.appeared, again.vanished, again.renamed, again.changed) == (0, 0, 0, 0)
    assert len(await queries.every_open(as_())) == first.total


async def test_what_is_read_back_is_what_was_taken_in(db, as_):
    await take_in(as_("system"), small())
    place = await queries.place(as_(), "103230100")
    assert (place.name_kk, place.name_ru, place.official_ru) == (
        "Қараауыл ауылы",
        "село Карааул",
        "с.Карааул",
    )
    assert place.line_codes == ("100000000", "103200000", "103230000", "103230100")
    assert place.opened_on == as_().today
    assert not place.has_akim


async def test_a_vanished_village_is_closed_and_stays_readable(db, as_):
    await take_in(as_("system"), small())
    told = await take_in(as_("system"), small()[:-1], may_close_many=True)
    assert told.vanished == 1
    closed = await queries.place(as_(), "103230200")
    assert closed.closed_on == as_().today
    assert [found.place.code for found in await queries.search(as_(), "Жидебай")] == []
    assert "103230200" not in [place.code for place in await queries.children(as_(), "103230000")]


async def test_a_closed_village_that_is_listed_again_opens_again(db, as_):
    for rows_ in (small(), small()[:-1], small()):
        told = await take_in(as_("system"), rows_, may_close_many=True)
    assert told.appeared == 1
    assert not (await queries.place(as_(), "103230200")).is_closed


async def test_a_renamed_village_is_found_by_its_new_name_only(db, as_):
    await take_in(as_("system"), small())
    told = await take_in(as_("system"), replaced("103230200", ru="с.Шакарим", kk="Шәкәрім а."))
    assert told.renamed == 1
    assert [found.place.code for found in await queries.search(as_(), "Шакарим")] == ["103230200"]
    assert not [found for found in await queries.search(as_(), "Жидебай") if found.how != "similar"]


async def test_villages_of_a_renamed_district_are_found_by_its_new_name(db, as_):
    await take_in(as_("system"), small())
    await take_in(as_("system"), replaced("103200000", ru="район Шакарима", kk="Шәкәрім ауданы"))
    assert [found.place.code for found in await queries.search(as_(), "Жидебай, Шакарим")] == ["103230200"]


async def test_a_file_that_lacks_most_of_the_country_changes_nothing(db, as_):
    await take_in(as_("system"), small())
    with pytest.raises(Conflict) as refusal:
        await take_in(as_("system"), small()[:3])
    assert refusal.value.reason == "territory.too_many_vanish"
    assert len(await queries.every_open(as_())) == 5


async def test_one_wrong_line_and_nothing_is_taken_in(db, as_):
    broken = [*small(), ("103230300", "test", "settlement", "2", "с.Жана", "")]
    with pytest.raises(Invalid):
        await take_in(as_("system"), broken)
    assert await value("SELECT count(*) FROM territories_place") == 0
    assert await queries.last_import(as_()) is None


async def test_other_packages_are_told_what_changed_and_the_ledger_only_counts(db, as_):
    await take_in(as_("system"), small())
    entry = await row(
        "SELECT about, facts::text AS facts, is_public FROM ledger_entry WHERE kind = 'territories.imported'"
    )
    assert entry is not None
    facts = json.loads(entry["facts"])
    assert (entry["about"], entry["is_public"], facts["appeared"]) == ("test", True, 5)
    assert len(facts["file_sha256"]) == 64
    log = await queries.last_import(as_())
    assert log is not None
    assert (log.version, log.total, log.appeared) == ("test", 5, 5)


async def test_the_workbook_gives_the_same_map_as_the_csv(db, as_):
    await take_in(as_("system"), small())
    before = await rows("SELECT * FROM territories_place ORDER BY code")
    wish = ImportClassifier(content=workbook_of(office_rows(small())), version="test")
    told = await by_law(as_("system"), import_classifier, wish)
    assert (told.appeared, told.renamed, told.changed) == (0, 0, 0)
    assert await rows("SELECT * FROM territories_place ORDER BY code") == before


async def test_people_without_the_right_change_no_map(db, as_):
    wish = ImportClassifier(content=csv_of(small()))
    with pytest.raises(SignInNeeded):
        await import_classifier(as_("visitor"), wish)
    for role in ("resident", "official", "moderator", "auditor"):
        with pytest.raises(Forbidden):
            await import_classifier(as_(role), wish)
    told = await import_classifier(as_("administrator"), wish)
    assert told.total == 5


async def test_the_same_request_twice_takes_the_map_in_once(db, as_):
    wish = ImportClassifier(content=workbook_of(office_rows(small())), version="test")
    administrator = as_("administrator", key="once")
    first = await import_classifier(administrator, wish)
    assert await import_classifier(administrator, wish) == first
    assert await value("SELECT count(*) FROM territories_import") == 1
