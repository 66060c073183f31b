"""Search in two languages, filters that can be linked to, totals."""

import pytest

from hearing_state.questions import queries
from hearing_state.questions.queries import Filters
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, ALMATY, QARAAUYL
from tests.questions.world import World, on

ROADS_RU = {
    "title": "Когда отремонтируют дорогу до школы?", "language": "ru", "topic": "roads", "points": (),
    "text": "Дорога разбита после паводка, школьный автобус не проезжает уже вторую неделю.",
}  # fmt: skip


@pytest.fixture
async def some(village: World) -> dict[str, str]:
    roads = await village.published(agency=None, **ROADS_RU)
    return {"light": await village.published(), "roads": roads}


async def _found(village: World, **filters: object) -> list[str]:
    return [each.ref for each in (await queries.listed(village.visitor, Filters(**filters))).items]


@pytest.mark.parametrize(
    "text",
    ["дороги", "дорогой", "школу", "школьных автобусов", "ДОРОГА", "отремонтируют"],
)
async def test_russian_words_are_found_in_any_form(village: World, some, text):
    assert await _found(village, text=text) == [some["roads"]]


@pytest.mark.parametrize(
    "text", ["жарық", "жарығы", "көше жары", "коше жаригы", "мектеп", "қараңғы", "караауыл"]
)
async def test_kazakh_words_are_found_by_beginnings_and_without_kazakh_letters(village: World, some, text):
    assert some["light"] in await _found(village, text=text)


@pytest.mark.parametrize("text", ["отремантируют", "автобуз школьный", "жарыгы кашан жанад"])
async def test_a_slip_of_the_pen_still_finds_something(village: World, some, text):
    assert await _found(village, text=text)


async def test_a_number_finds_its_question(village: World, some):
    assert await _found(village, text=some["light"].lower()) == [some["light"]]


@pytest.mark.parametrize(
    "text", ["'; drop table", "a:* & !", "%", "\\", "((", "қ" * 500, "🙂", "<->", "q-2026-"]
)
async def test_strange_signs_break_nothing(village: World, some, text):
    assert isinstance(await _found(village, text=text), list)


async def test_a_place_stands_for_all_below_it(village: World, some):
    for place in (QARAAUYL, ABAI_DISTRICT, ABAI_OBLAST):
        assert len(await _found(village, place=place)) == 2
    assert await _found(village, place=ALMATY) == []


async def test_body_topic_language_and_state_narrow_it(village: World, some):
    assert await _found(village, agency=village.okrug.id) == [some["light"]]
    assert await _found(village, topic="roads") == [some["roads"]]
    assert await _found(village, language="ru") == [some["roads"]]
    assert await _found(village, state="answered") == []
    await village.answer(some["light"])
    assert await _found(village, state="answered") == [some["light"]]
    assert await _found(village, state="open") == [some["roads"]]
    assert await _found(village, state="screened") == [some["roads"]]


async def test_overdue_is_true_the_day_after_without_any_job(village: World, some):
    assert await _found(village, overdue=True) == []
    later = on(village.visitor, "2026-12-15")
    assert (await queries.listed(later, Filters(overdue=True))).total == 2
    counts = await queries.counts_for_place(later, QARAAUYL)
    assert (counts.open, counts.overdue, counts.answered, counts.all) == (2, 2, 0, 2)
    assert (await queries.counts_for_agency(later, village.okrug.id)).overdue == 1


async def test_pages_and_totals(village: World):
    for day in range(25):
        await village.published(
            context=village.as_("resident"), title=f"Көше жарығы қашан жанады, {day}-сұрақ?"
        )
    first = await queries.listed(village.visitor, Filters())
    second = await queries.listed(village.visitor, Filters(page=2))
    assert (first.total, len(first.items), len(second.items)) == (25, 20, 5)
    assert not {each.ref for each in first.items} & {each.ref for each in second.items}


async def test_the_latest_answers_of_a_place(village: World, some):
    await village.answer(some["light"])
    assert [each.ref for each in await queries.latest_answers(village.visitor, ABAI_OBLAST)] == [
        some["light"]
    ]
    assert await queries.latest_answers(village.visitor, ALMATY) == []
