"""One line finds places and bodies; odd input gets a calm answer."""

import pytest

from hearing_state.web.page import Panel


async def test_a_name_finds_the_place_and_its_body(client, demo_map):
    page = (await client.get("/kk/search", params={"q": "Абай"})).text
    assert 'href="/kk/places/100000000"' in page


async def test_what_is_nowhere_is_met_with_help(client):
    page = (await client.get("/en/search", params={"q": "qwertyuiop"})).text
    assert "Nothing was found" in page


async def test_other_packages_add_what_they_find(client, monkeypatch):
    async def load(_context, text):
        return {"text": text}

    def said(template, values):
        return f"<p>{template}: {values['text']}</p>"

    monkeypatch.setattr("hearing_state.site.pages.search.render_text", said)
    monkeypatch.setattr("hearing_state.web.page.PANELS", [Panel("search", 1, "rivers.html", load)])
    page = (await client.get("/en/search", params={"q": "Ishim"})).text
    assert "<p>rivers.html: Ishim</p>" in page
    assert "Nothing was found" not in page


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%ff%fe", "?q=%25_%5C", "?q=" + "a" * 3000])
async def test_odd_questions_get_a_calm_answer(client, query):
    assert (await client.get(f"/kk/search{query}")).status_code == 200


async def test_what_is_typed_is_shown_and_never_run(client):
    page = (await client.get("/kk/search", params={"q": '"><script>alert(1)</script>'})).text
    assert "<script>alert" not in page
