"""Anybody finds a place, looks at it, and has the browser remember it; scripts or not, account or not."""

import pytest

from hearing_state.web import Panel
from hearing_state.web.page import PANELS

KARAAUL, ABAI = "103230100", "100000000"


async def test_the_regions_are_there_to_walk_down(demo_map, client):
    page = await client.get("/kk/places")
    assert page.status_code == 200
    assert "Қарағанды облысы" in page.text
    assert f'href="/kk/places/{ABAI}"' in page.text


async def test_a_typed_name_lists_places_with_what_tells_them_apart(demo_map, client):
    page = await client.get("/ru/places", params={"q": "Жартас"})
    assert page.text.count("село Жартас") == 2
    assert "Коксунский сельский округ, Абайский район, Карагандинская область" in page.text


async def test_a_name_that_is_nowhere_is_met_with_help(demo_map, client):
    page = await client.get("/en/places", params={"q": "qwertyuiop"})
    assert page.status_code == 200
    assert "No place is called “qwertyuiop”" in page.text
    assert "Type only the beginning of the name." in page.text
    assert "Karaganda Region" in page.text


async def test_what_is_typed_is_shown_and_never_run(demo_map, client):
    page = await client.get("/kk/places", params={"q": '<script>alert(1)</script>"'})
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;" in page.text


async def test_suggestions_come_in_the_readers_language(demo_map, client):
    answer = await client.get("/ru/places/suggest", params={"q": "карааул"})
    told = answer.json()
    assert told["places"][0] == {
        "code": "103230000", "name": "Карааульский сельский округ", "where": "Абайский район, область Абай",
        "href": "/ru/places/103230000",
    } or told["places"][0]["code"] == KARAAUL  # fmt: skip
    assert KARAAUL in [place["code"] for place in told["places"]]
    assert len(told["places"]) <= 8
    assert told["said"]
    assert "max-age" in answer.headers["cache-control"]


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=" + "%D0%B0" * 3000, "?q=%ff%fe"])
async def test_odd_questions_get_a_calm_answer(demo_map, client, query: str):
    for page in ("/kk/places", "/kk/places/suggest"):
        assert (await client.get(page + query)).status_code in {200, 414}


async def test_a_place_shows_both_names_and_the_line_above_it(demo_map, client):
    page = await client.get(f"/kk/places/{KARAAUL}")
    assert page.status_code == 200
    assert "<h1>Қараауыл ауылы</h1>" in page.text
    assert "село Карааул" in page.text
    for code in ("100000000", "103200000", "103230000"):
        assert f'href="/kk/places/{code}"' in page.text


async def test_a_district_lists_what_lies_in_it(demo_map, client):
    page = await client.get("/ru/places/103200000")
    assert "Карааульский сельский округ" in page.text


@pytest.mark.parametrize("code", ["999999999", "abc", "1032301000", "103230100%27"])
async def test_there_is_no_page_behind_a_wrong_code(demo_map, client, code: str):
    assert (await client.get(f"/kk/places/{code}")).status_code == 404
    assert (await client.get(f"/kk/places/{code}/choose")).status_code == 404


async def test_a_chosen_place_rides_in_the_header_until_it_is_forgotten(demo_map, client):
    chosen = await client.get(f"/kk/places/{KARAAUL}/choose")
    assert (chosen.status_code, chosen.headers["location"]) == (303, f"/kk/places/{KARAAUL}")
    assert "hs_place=103230100" in chosen.headers["set-cookie"]
    assert "Қараауыл ауылы" in (await client.get("/kk/places")).text
    forgotten = await client.get("/kk/places/forget")
    assert forgotten.headers["location"] == "/kk/places"
    assert "Қараауыл ауылы" not in (await client.get("/kk/places")).text


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"sec-purpose": "prefetch;prerender"}])
async def test_no_other_site_chooses_for_somebody(demo_map, client, headers: dict[str, str]):
    answer = await client.get(f"/kk/places/{KARAAUL}/choose", headers=headers)
    assert answer.status_code == 303
    assert "set-cookie" not in answer.headers


async def test_a_cookie_with_nonsense_chooses_nothing(demo_map, client):
    client.cookies.set("hs_place", "'; drop table places")
    assert (await client.get("/kk/places")).status_code == 200


async def test_other_packages_tell_what_they_know_of_the_place(demo_map, client, monkeypatch):
    async def told(context, place):
        return {"name": place.short_kk, "sign": "<b>"} if place.code == KARAAUL else None

    monkeypatch.setattr(
        "hearing_state.web.page.PANELS",
        [*PANELS, Panel("place", 1, "tests/territories/pages/panel.html", told)],
    )
    assert "panel of" not in (await client.get("/kk/places/103200000")).text
    assert "panel of Қараауыл &lt;b&gt; 103230100" in (await client.get(f"/kk/places/{KARAAUL}")).text
