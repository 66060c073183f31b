"""Pages that explain are there in every language, and failures speak like people."""

import pytest

LANGUAGES = ("kk", "ru", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["help", "how-it-works", "privacy", "accessibility"])
async def test_a_page_of_help_opens_in_every_language(client, language, page):
    answer = await client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert answer.text.count("<h1") == 1


async def test_what_is_kept_is_told_with_its_reason(client):
    page = (await client.get("/en/privacy")).text
    assert "Your IIN, if the matter needs it" in page
    assert page.count("<dt>What for</dt>") == page.count("<dt>Who sees it</dt>") > 0


@pytest.mark.parametrize(
    ("language", "title"),
    [("kk", "Мұндай бет жоқ"), ("ru", "Такой страницы нет"), ("en", "There is no such page")],
)
async def test_a_wrong_address_is_met_with_words_and_a_way_on(client, language, title):
    answer = await client.get(f"/{language}/no-such-page")
    assert answer.status_code == 404
    assert f"<h1>{title}</h1>" in answer.text
    assert f'action="/{language}/search"' in answer.text


async def test_search_engines_stay_out_of_what_is_somebodys_own(client):
    answer = await client.get("/robots.txt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "Disallow: /kk/console" in answer.text
