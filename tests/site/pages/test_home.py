"""A visitor comes in: which language, which place, what was promised."""

import pytest

from hearing_state.deadlines.statutory_clock import Outcome
from tests.deadlines.clocks import at as moment
from tests.deadlines.clocks import opened, settled


@pytest.mark.parametrize(
    ("wishes", "address"),
    [("ru-RU,ru;q=0.9", "/ru/"), ("en", "/en/"), ("kk-KZ", "/kk/"), ("zh", "/kk/"), ("", "/kk/")],
)
async def test_the_front_door_opens_in_the_browsers_language(client, wishes, address):
    answer = await client.get("/", headers={"accept-language": wishes})
    assert answer.status_code == 302
    assert answer.headers["location"] == address
    assert answer.headers["vary"] == "accept-language"


async def test_the_home_page_counts_what_was_promised(client, as_):
    house = as_("system", at=moment("2026-09-07"))
    await opened(house, about="Q-2026-000001")
    made = await opened(house, about="Q-2026-000002")
    await opened(house, about="Q-2026-000003")
    await settled(house, made.clock, "2026-09-28", Outcome.ANSWERED)
    client.clock.put(moment("2026-09-28"))
    page = " ".join((await client.get("/en/")).text.split())
    assert '2</span> <span class="hs-tile__label">to be answered today' in page
    assert '0</span> <span class="hs-tile__label">overdue' in page
    assert '1</span> <span class="hs-tile__label">answered in seven days' in page


async def test_who_chose_a_place_sees_its_numbers_first(client, demo_map):
    client.cookies.set("hs_place", "103230100")
    page = (await client.get("/kk/")).text
    assert page.index("Сіздің мекеніңіз") < page.index("Бүкіл ел бойынша жауаптар")
    assert "Қараауыл ауылы" in page


async def test_the_page_at_hand_is_offered_in_every_language(client):
    page = (await client.get("/kk/help")).text
    for language, name in (("kk", "Қаз"), ("ru", "Рус"), ("en", "Eng")):
        assert f'<a href="/{language}/help" hreflang="{language}" lang="{language}"' in page
        assert name in page


async def test_the_menu_leads_only_where_there_is_something(client):
    page = (await client.get("/en/")).text
    assert 'href="/en/places"' in page
    assert 'href="/en/petitions"' in page
    assert 'href="/en/open-data"' in page
    assert (await client.get("/en/open-data")).status_code == 200
