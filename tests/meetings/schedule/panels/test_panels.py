"""Meetings on other packages' pages: a place, an office, the home page, the search of the whole site."""

from __future__ import annotations

from tests.agencies.country import ALMATY, QARAAUYL
from tests.meetings.world import World


async def page(client, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200
    return answer.text


async def test_a_village_asks_when_somebody_comes(client, here: World):
    empty = await page(client, f"/en/places/{QARAAUYL}")
    assert "When do they meet us?" in empty
    assert "No meeting stands in the calendar for this place." in empty
    last, soon = await here.held("2026-12-01"), await here.announced("2026-12-15")
    text = await page(client, f"/en/places/{QARAAUYL}")
    section = text[text.index('id="meetings-here"') :]
    assert section.index(soon.ref) < section.index("Held last") < section.index(last.ref)
    assert soon.ref not in await page(client, f"/en/places/{ALMATY}")


async def test_an_office_shows_its_next_and_last_meetings(client, here: World):
    assert "Meetings with the people" not in await page(client, f"/en/bodies/{here.okrug.slug}")
    last, soon = await here.held("2026-12-01"), await here.announced("2026-12-15")
    text = await page(client, f"/en/bodies/{here.okrug.slug}")
    section = text[text.index('id="meetings-of-body"') :]
    assert section.index(soon.ref) < section.index(last.ref)


async def test_the_home_page_begins_with_the_chosen_place(client, here: World):
    assert "Next meetings" not in await page(client, "/en/")
    soon = await here.announced("2026-12-15")
    text = await page(client, "/en/")
    assert "Next meetings" in text
    assert soon.ref in text
    assert 'href="/en/meetings"' in text
    client.cookies.set("hs_place", ALMATY)
    assert "Next meetings" not in await page(client, "/en/")
    client.cookies.set("hs_place", QARAAUYL)
    assert soon.ref in await page(client, "/en/")


async def test_the_search_of_the_whole_site_finds_meetings(client, here: World):
    last, soon = await here.held("2026-12-01"), await here.announced("2026-12-15")
    text = await page(client, "/en/search?q=Қараауыл")
    assert text.index(soon.ref) < text.index(last.ref)
    assert soon.ref not in await page(client, "/en/search?q=Ақтау")
