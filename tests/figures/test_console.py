"""A body reads its figures before everybody does, and its head objects on the same page."""

from __future__ import annotations

import pytest

from hearing_state.figures.tasks import publish_months
from tests.figures.story import closed, october
from tests.figures.test_closing import OBJECTION
from tests.questions.console.office import HEAD, OFFICIAL, AtWork, at_work
from tests.questions.world import World, at


@pytest.fixture
async def office(client, village: World) -> AtWork:
    await october(village)
    await closed(village, "2026-11-21")
    return await at_work(client, village)


async def test_an_official_reads_them_and_their_day_but_only_the_head_objects(office: AtWork) -> None:
    await office.be(OFFICIAL)
    page = await office.open("figures")
    assert "Everybody sees these figures on 26 November 2026." in page.text
    assert "60 %" in page.text
    assert "/object" not in page.text
    table = await office.client.get(f"/en/console/figures/{office.village.okrug.slug}.csv?month=2026-10")
    assert table.text.count("duty,Q-") == 5


async def test_what_the_head_objects_stands_beside_the_figures_when_they_are_public(office: AtWork) -> None:
    await office.be(HEAD)
    page = await office.open("figures")
    short = await office.press(page, "/object", text="Жоқ.")
    assert short.status_code == 422
    assert "Жоқ." in short.text
    done = await office.send(page, "/object", text=OBJECTION)
    assert OBJECTION in done.text
    public = f"/en/bodies/{office.village.okrug.slug}/figures"
    assert (await office.client.get(f"{public}?month=2026-10")).status_code == 404
    system = office.village.as_("system", at=at("2026-11-26"))
    await publish_months(system, system.now)
    shown = await office.client.get(f"{public}?month=2026-10")
    assert OBJECTION in shown.text


async def test_another_body_sees_nothing_of_them(office: AtWork) -> None:
    await office.be("official")
    page = await office.open("figures")
    assert office.village.okrug.name_en not in page.text
    table = await office.client.get(f"/en/console/figures/{office.village.okrug.slug}.csv?month=2026-10")
    assert table.status_code in (403, 404)
