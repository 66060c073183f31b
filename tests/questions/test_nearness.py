"""Questions like the one being written are shown before it is sent."""

import pytest

from hearing_state.questions import queries
from tests.agencies.country import ALMATY, QARAAUYL
from tests.questions.world import World

RU = {
    "title": "Когда починят уличное освещение в Карауле?", "language": "ru", "points": (),
    "text": "На улице Абая уже месяц не горит свет, дети идут из школы в темноте.",
}  # fmt: skip


async def _near(
    village: World, text: str, language: str = "kk", topic: str = "street_lighting", place: str = QARAAUYL
):
    return await queries.near(village.visitor, text, place, topic, language)


@pytest.mark.parametrize(
    "text",
    [
        "Көше жарығы неге жанбайды? Абай көшесі қараңғы, балалар мектептен қайтады.",
        "Абай көшесінде шам жоқ, қашан жанады?",
        "абай кошесинде шам жанбайды караауыл",
    ],
)
async def test_the_same_thing_in_other_kazakh_words(village: World, text):
    ref = await village.published()
    assert [each.line.ref for each in await _near(village, text)] == [ref]


@pytest.mark.parametrize(
    "text",
    [
        "Почему не горит свет на улице Абая? Дети идут в школу в темноте.",
        "Освещение на улице Абая не работает месяц",
    ],
)
async def test_the_same_thing_in_other_russian_words(village: World, text):
    ref = await village.published(**RU)
    assert [each.line.ref for each in await _near(village, text, "ru")] == [ref]


async def test_a_russian_twin_of_a_kazakh_question_and_the_other_way_round(village: World):
    kazakh, russian = await village.published(), await village.published(**RU)
    for text, language, twin in (
        (f"{RU['title']} {RU['text']}", "ru", kazakh),
        ("Абай көшесінің жарығы, мектеп жолы қараңғы", "kk", russian),
    ):
        found = {each.line.ref: each.why for each in await _near(village, text, language)}
        assert found.get(twin) == "other_language"


async def test_something_else_is_not_near(village: World):
    await village.published()
    assert (
        await _near(village, "Ауылға интернет қашан тартылады, байланыс нашар", topic="public_spaces") == []
    )
    assert await _near(village, "Су") == []


async def test_the_nearest_comes_first_and_closeness_counts(village: World):
    here = await village.published()
    there = await village.published(agency=None, place=ALMATY)
    found = [each.line.ref for each in await _near(village, "Көше жарығы қашан жанады? Шам жанбайды.")]
    assert found[0] == here
    assert found in ([here], [here, there])


async def test_what_is_private_or_waiting_is_not_shown(village: World):
    await village.ask()
    await village.ask(is_public=False, consent=False)
    assert await _near(village, "Қараауыл ауылында көше жарығы қашан жанады?") == []
