"""Lists, my questions, find by slip, the slip, and what other pages tell of questions."""

from __future__ import annotations

import pytest
from markupsafe import escape

from hearing_state.questions.panels import body, home, place, search
from hearing_state.territories import queries as territories
from hearing_state.web.rendering import environment
from tests.agencies.country import QARAAUYL, QARAAUYL_OKRUG
from tests.questions.pages.browser import come_in, heading
from tests.questions.world import TITLE, at

LOCALES = ("kk", "ru", "en")


@pytest.mark.parametrize("locale", LOCALES)
async def test_an_empty_list_says_so_and_leads_to_asking(village, client, locale):
    page = await client.get(f"/{locale}/questions")
    assert page.status_code == 200
    assert f'href="/{locale}/ask"' in page.text


@pytest.mark.parametrize(
    "query",
    [
        "", "?state=open", "?q=жарығы", "?place=103230000", "?place=100000000&language=kk", "?topic=street_lighting", "?sort=due",
        "?q=көше&sort=waiting", "?state=nonsense&sort=nonsense&page=x", f"?place={QARAAUYL}&state=open",
    ],
)  # fmt: skip
async def test_a_public_question_is_found_by_every_filter_that_fits(village, client, query):
    ref = await village.published()
    page = await client.get(f"/kk/questions{query}")
    assert page.status_code == 200
    assert f'href="/kk/questions/{ref}"' in page.text
    assert "hs-clock--running" in page.text


@pytest.mark.parametrize(
    "query", ["?state=answered", "?state=overdue", "?language=ru", "?topic=roads", "?q=үйренк"]
)
async def test_and_by_none_that_does_not(village, client, query):
    ref = await village.published()
    assert f'href="/kk/questions/{ref}"' not in (await client.get(f"/kk/questions{query}")).text


async def test_filters_are_links_that_keep_the_others(village, client):
    await village.published()
    page = await client.get("/en/questions?place=103230000&q=жарық&language=kk")
    assert "/en/questions?place=103230000&amp;language=kk" in page.text
    assert (await client.get("/en/questions?place=999999999")).status_code == 404
    assert (await client.get("/en/questions?body=no-such-body")).status_code == 404


async def test_overdue_ones_are_one_link_away(village, client):
    ref = await village.published()
    client.clock.put(at("2026-12-28"))
    page = await client.get(f"/en/questions?state=overdue&body={village.okrug.slug}")
    assert f'href="/en/questions/{ref}"' in page.text
    assert "hs-clock--overdue" in page.text


async def test_a_slips_number_says_how_it_stands_and_nothing_more(village, client):
    slip = await village.ask(is_public=False, consent=False)
    for typed in (slip.ref, slip.ref.lower(), f"  {slip.ref[2:]} ", f"2026 {int(slip.ref[-6:])}"):
        page = await client.get("/en/questions/find", params={"number": typed})
        assert page.status_code == 200
        assert f'<h2 id="found">{slip.ref}</h2>' in page.text
        assert TITLE not in page.text


async def test_a_number_that_was_never_given_is_refused_and_kept(village, client):
    page = await client.get("/en/questions/find", params={"number": "Q-2026-777777"})
    assert page.status_code == 422
    assert 'value="Q-2026-777777"' in page.text
    assert (await client.get("/en/questions/find")).status_code == 200


async def test_the_slip_opens_by_its_own_address_for_its_asker_and_for_nobody_else(village, client):
    slip = await village.ask()
    assert (await client.get(f"/kk/questions/{slip.ref}/slip")).status_code == 404
    assert (await client.get(f"/kk/questions/{slip.ref}/slip?key={'0' * 32}")).status_code == 404
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/en/questions/{slip.ref}/slip")
    assert heading(page) == "Your question is registered"
    for words in (slip.ref, "14 December 2026", "<svg ", str(escape(village.okrug.name_en))):
        assert words in page.text
    assert 'style="' not in page.text
    own = page.text.split("/slip?key=")[1].split('"')[0]
    client.cookies.clear()
    assert (await client.get(f"/kk/questions/{slip.ref}/slip?key={own}")).status_code == 200


@pytest.mark.parametrize("locale", LOCALES)
async def test_my_questions_without_an_account_and_with_one(village, client, locale):
    assert (await client.get(f"/{locale}/my/questions")).status_code == 200
    slip = await village.ask()
    await come_in(client, village.resident, village.aigul)
    page = await client.get(f"/{locale}/my/questions")
    assert slip.ref in page.text
    assert TITLE in page.text


async def test_a_place_its_body_home_and_search_tell_of_its_questions(village, client, as_):
    ref = await village.answered()
    visitor = as_("visitor", locale="en")
    here = (await territories.places(visitor, [QARAAUYL_OKRUG]))[QARAAUYL_OKRUG]
    page = await client.get(f"/en/places/{QARAAUYL_OKRUG}")
    assert "Questions from here" in page.text
    assert ref in page.text
    assert ref in (await client.get("/en/")).text
    assert ref in (await client.get("/en/search", params={"q": "көше жарығы"})).text
    told = await body.load(visitor, village.okrug)
    assert (told["counts"].answered, told["duties"].kept) == (1, 1)
    assert (await place.load(visitor, here))["ages"].fresh == 0
    assert (await home.load(visitor, here))["answered"][0].ref == ref
    assert await search.load(visitor, "үйренк-зzz") is None
    assert environment().get_template(body.PANEL.template)
