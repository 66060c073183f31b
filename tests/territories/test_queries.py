"""People find their place, and see what stands above and below it."""

from pathlib import Path

import pytest

from hearing_state.actions import by_law
from hearing_state.errors import NotFound
from hearing_state.i18n import speaking
from hearing_state.territories import queries
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier
from hearing_state.territories.names import Kind
from hearing_state.territories.words import POPULATION_SOURCES
from tests.territories.maps import MAPS

KARAGANDA, KARAGANDA_REGION, SHYMKENT, ZHANAOZEN = "351010000", "350000000", "790000000", "471810000"
AKTOBE, AKTOBE_REGION, KYZYLORDA, OSKEMEN, KARAAUL = (
    "151010000",
    "150000000",
    "431010000",
    "631010000",
    "103230100",
)

TYPED = [
    ("Қарағанды қаласы", KARAGANDA),
    ("Қарағанды облысы", KARAGANDA_REGION),
    ("Караганда", KARAGANDA),
    ("г. Караганда", KARAGANDA),
    ("Карагандинская область", KARAGANDA_REGION),
    ("карагандинск", KARAGANDA_REGION),
    ("Qaraghandy", KARAGANDA_REGION),
    ("Karaganda", KARAGANDA),
    ("Shymkent", SHYMKENT),
    ("Şymkent", SHYMKENT),
    ("шымкент", SHYMKENT),
    ("Чимкент", SHYMKENT),
    ("Шымкетн", SHYMKENT),
    ("Шыикент", SHYMKENT),
    ("Жаңаөзен", ZHANAOZEN),
    ("жанаозен", ZHANAOZEN),
    ("Zhanaozen", ZHANAOZEN),
    ("Jañaözen", ZHANAOZEN),
    ("Жанаозн", ZHANAOZEN),
    ("Кызылорда каласы", KYZYLORDA),
    ("qala Qyzylorda", KYZYLORDA),
    ("қызыл орда қ.", KYZYLORDA),
    ("Усть-Каменогорск", OSKEMEN),
    ("устькаменогорск", OSKEMEN),
    ("Ust Kamenogorsk", OSKEMEN),
    ("Оскемен", OSKEMEN),
    ("Қараауыл ауылы", KARAAUL),
    ("с. Карааул", KARAAUL),
    ("c. Kараaул", KARAAUL),  # Latin c, K and a
    ("Карааул, Абай", KARAAUL),
    ("103230100", KARAAUL),
    (" Ақтөбе  облысы ", AKTOBE_REGION),
    ("город Актобе", AKTOBE),
]


@pytest.fixture(params=MAPS)
async def visitor(request, db, as_):
    content = Path(request.param).read_bytes()
    await by_law(as_("system"), import_classifier, ImportClassifier(content=content))
    return as_("visitor")


async def test_people_find_their_place_however_they_type_it(visitor):
    missed = {}
    for text, code in TYPED:
        found = await queries.search(visitor, text)
        if not found or found[0].place.code != code:
            missed[text] = [each.place.name_ru for each in found[:3]]
    assert missed == {}


async def test_a_name_that_many_places_bear_shows_region_and_city_first(visitor):
    found = await queries.search(visitor, "Ақтөбе")
    assert [each.place.code for each in found[:2]] == [AKTOBE_REGION, AKTOBE]
    assert all(each.how == "exact" for each in found[:2])


async def test_villages_of_one_name_are_told_apart_by_district_and_region(visitor):
    found = await queries.search(visitor, "село Жартас", 50)
    villages = [each for each in found if each.place.kind is Kind.VILLAGE and each.how == "exact"]
    assert len(villages) >= 2
    with speaking("kk"):
        wheres = [each.where for each in villages]
    assert len(set(wheres)) == len(wheres)
    assert any(where.endswith("Абай ауданы, Қарағанды облысы") for where in wheres)


async def test_the_district_may_be_named_beside_the_village(visitor):
    for text in ("Абай, Егіндікөл", "Абай Егиндыколь", "abai, Egindikol"):
        found = await queries.search(visitor, text)
        assert found[0].place.code.startswith("1144"), text


async def test_places_in_the_whole_line_are_in_the_readers_language(visitor):
    found = (await queries.search(visitor, "103230100"))[0]
    with speaking("ru"):
        assert found.where == "Карааульский сельский округ, Абайский район, область Абай"
    with speaking("en"):
        assert found.where == "Qaraauyl rural okrug, Abai District, Abai Region"


async def test_a_city_is_not_told_to_lie_in_its_own_administration(visitor):
    found = (await queries.search(visitor, "Жаңаөзен"))[0]
    with speaking("kk"):
        assert found.where == "Маңғыстау облысы"


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_%'; --", "\\", "," * 300, "ы" * 5000, "🙂", "\u202e", "село"]
)
async def test_odd_questions_are_answered_calmly(demo_map, text: str):
    assert len(await queries.search(demo_map, text, 1000)) <= queries.LIMIT_MAX


async def test_what_nobody_calls_anything_finds_nothing(visitor):
    assert await queries.search(visitor, "qwertyuiop") == []


async def test_a_line_leads_from_the_region_to_the_village(visitor):
    line = await queries.line(visitor, KARAAUL)
    assert [place.level.value for place in line] == ["oblast", "district", "sub_district", "settlement"]


@pytest.mark.parametrize(
    "code", ["999999999", "", "10323010", "103230100'", "１０３２３０１００", "103230100\n"]
)
async def test_there_is_no_place_behind_a_wrong_code(demo_map, code: str):
    with pytest.raises(NotFound):
        await queries.place(demo_map, code)
    with pytest.raises(NotFound):
        await queries.line(demo_map, code)


async def test_the_top_of_the_tree_stands_in_the_order_of_the_kazakh_alphabet(visitor):
    names = [place.short_kk for place in await queries.children(visitor)]
    assert names[:3] == ["Алматы", "Астана", "Шымкент"]
    assert names[3:] == [
        "Абай", "Ақмола", "Ақтөбе", "Алматы", "Атырау", "Батыс Қазақстан", "Жамбыл", "Жетісу", "Қарағанды", "Қостанай",
        "Қызылорда", "Маңғыстау", "Павлодар", "Солтүстік Қазақстан", "Түркістан", "Ұлытау", "Шығыс Қазақстан",
    ]  # fmt: skip


async def test_offices_are_made_for_places_with_an_akim_parents_first(visitor):
    governed = await queries.governed(visitor)
    codes = [place.code for place in governed]
    assert codes == sorted(codes)
    assert {"350000000", "351000000", "103200000", "103230000", "711110000"} <= set(codes)
    assert not {KARAGANDA, KARAAUL} & set(codes)
    assert [place.code for place in await queries.governed(visitor, ["103230000", KARAAUL])] == ["103230000"]


async def test_figures_of_population_carry_their_source(visitor):
    astana = await queries.place(visitor, "710000000")
    assert astana.population == 1638233
    assert astana.population_source in POPULATION_SOURCES
    assert (await queries.place(visitor, KARAAUL)).population is None
