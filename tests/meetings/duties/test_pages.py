"""The rules for everybody, and their correction in the workplace."""

from __future__ import annotations

import pytest

from hearing_state.db import value
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World
from tests.questions.console.office import AtWork
from tests.questions.pages.browser import heading


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_everybody_reads_who_must_meet_whom_and_how_sure_that_is(office: AtWork, language: str):
    office.client.cookies.clear()
    page = await office.client.get(f"/{language}/meetings/duties")
    assert page.status_code == 200
    assert "826" in page.text
    assert "51 %" in page.text


async def test_the_public_page_says_it_in_words(office: AtWork):
    page = await office.client.get("/en/meetings/duties")
    assert "1 meeting in each half-year" in page.text
    assert "announced 7 days ahead" in page.text
    assert "15 January" in page.text


async def test_an_administrator_corrects_a_rule(office: AtWork):
    page = await office.open("duties")
    assert "akim.okrug" in page.text
    form = await office.open("duties/rules/akim.okrug")
    refused = await office.send(form, "/duties/rules/akim.okrug", source_ru="")
    assert refused.status_code == 422
    done = await office.send(form, "/duties/rules/akim.okrug", times="2", certainty="Q")
    assert "In force from today" in done.text
    assert "2 meetings in each half-year" in done.text
    public = await office.client.get("/en/meetings/duties")
    assert "2 meetings in each half-year" in public.text
    assert "Earlier and later versions" in public.text
    same = await office.open("duties/rules/akim.okrug")
    assert "Everything is as it was" in (await office.send(same, "/duties/rules/akim.okrug")).text


async def test_an_administrator_corrects_a_number_and_the_beginning_of_the_record(office: AtWork):
    form = await office.open("duties/numbers/tension_meeting_days")
    refused = await office.send(form, "/duties/numbers/tension_meeting_days", value="400")
    assert "cannot be like this" in refused.text
    await office.send(form, "/duties/numbers/tension_meeting_days", value="5")
    assert (
        await value("SELECT value FROM duties_norm WHERE key = 'tension_meeting_days' AND until_on IS NULL")
        == 5
    )
    page = await office.open("duties/record?q=Qaraauyl")
    done = await office.send(
        page,
        "/duties/record?q=Qaraauyl",
        agency="",
        from_on="2026-01-01",
        reason="Older meetings were entered.",
    )
    assert "Written down" in done.text
    assert "2026-01-01" not in (await office.client.get("/en/meetings/duties")).text
    assert "1 January 2026" in (await office.client.get("/en/meetings/duties")).text


async def test_one_place_is_exempted_and_met_again(office: AtWork, here: World):
    await office.be("head")
    page = await office.open("duties/exempt/one?q=Qaraauyl")
    assert f"place={QARAAUYL}" in page.text
    page = await office.open(f"duties/exempt/one?place={QARAAUYL}")
    ending = f"/duties/exempt/one?place={QARAAUYL}"
    assert (await office.send(page, ending, reason="uninhabited", source="")).status_code == 422
    done = await office.send(page, ending, reason="uninhabited", source="Census of 2021: nobody lives there.")
    assert "Census of 2021" in done.text
    page = await office.open(f"duties/exempt/one?place={QARAAUYL}")
    done = await office.send(
        page, f"/duties/exempt/end?place={QARAAUYL}", source="Three families live there."
    )
    assert "People must be met there again" in done.text


async def test_the_okrug_itself_is_told_who_may_say_it(office: AtWork):
    await office.be("head.okrug")
    page = await office.open(f"duties/exempt/one?place={QARAAUYL}")
    assert "Only an office above" in page.text
    assert '<form action="/en/console/duties/exempt' not in page.text


async def test_many_are_shown_before_they_are_exempted(office: AtWork, here: World):
    page = await office.open("duties/exempt/many?kinds=wintering&kinds=dragon")
    assert "0 places would be exempted" in page.text
    from hearing_state.db import execute

    await execute("UPDATE territories_place SET kind = 'wintering' WHERE code = $1", QARAAUYL)
    page = await office.open("duties/exempt/many?kinds=wintering&place=103200000")
    assert "1 place would be exempted" in page.text
    assert "Karaauyl" in page.text or "Qaraauyl" in page.text
    done = await office.send(
        page,
        "/duties/exempt/many?place=103200000&kinds=wintering",
        reason="uninhabited",
        source="Census of 2021.",
    )
    assert "Nobody must be met there any more" in done.text


@pytest.mark.parametrize("who", ["clerk", "moderator", "operator"])
async def test_the_register_is_closed_to_others(office: AtWork, who: str):
    await office.be(who)
    for path in (
        "duties",
        "duties/rules/akim.okrug",
        "duties/numbers/progress_by_day",
        "duties/record",
        "duties/exempt",
    ):
        assert (await office.open(path)).status_code == 403


async def test_the_auditor_reads_but_corrects_nothing(office: AtWork):
    await office.be("auditor")
    page = await office.open("duties")
    assert heading(page) == "Duties to meet"
    assert "/duties/rules/" not in page.text
