"""The pages of personal reception, as a resident and a clerk use them."""

from __future__ import annotations

import re

import pytest

from hearing_state.people import demo as people
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from tests.meetings.receptions.test_receptions import DAY, ESSENCE, asked, offered
from tests.meetings.world import World, sits_down, world
from tests.questions.pages.browser import followed, form_to, send

_OFFICE = "official.okrug"


@pytest.fixture
async def here(db, as_) -> World:
    """The demo appoints the okrug's akim itself."""
    made = await world(as_, with_akim=False)
    await people.load(made.system)
    return made


async def _resident(client, here: World) -> None:
    client.cookies.set("hs_session", await open_session(here.system, here.aigul, Step.CODE, ""))


async def test_a_resident_finds_the_hours_and_asks_to_be_received(client, here: World):
    ref = await offered(here)
    page = await client.get("/en/receptions?place=103230100")
    assert "3 places free" in page.text
    page = await client.get(f"/en/receptions/{ref}/book")
    assert page.status_code == 303
    await _resident(client, here)
    page = await client.get(f"/en/receptions/{ref}/book")
    refused = await send(client, page, "/book", essence="Too short", is_recording_known="yes")
    assert refused.status_code == 422
    assert "Too short" in refused.text
    done = await send(client, page, "/book", essence=ESSENCE, is_recording_known="yes")
    number = re.search(r"B-\d{4}-\d{6}", done.text)
    assert number
    mine = await client.get("/en/my/receptions")
    assert number.group() in mine.text
    client.cookies.clear()
    assert (await client.get(f"/en/my/receptions/{number.group()}")).status_code == 404


async def test_nobody_signed_in_is_told_where_to_sign_in(client, here: World):
    page = await client.get("/en/my/receptions")
    assert "Sign in with your telephone" in page.text


async def test_a_clerk_lays_down_hours_publishes_them_and_gives_a_place(client, here: World):
    await sits_down(client, here.system, _OFFICE)
    page = await client.get("/en/console/receptions")
    hours = {
        "on": DAY,
        "time": "15:00",
        "end_time": "16:00",
        "room_kk": "204-бөлме",
        "room_ru": "Кабинет 204",
    }
    refused = await send(client, page, "/receptions", **{**hours, "on": "soon"})
    assert refused.status_code == 422
    page = await send(client, page, "/receptions", **hours)
    assert "not published yet" in page.text
    page = await send(client, page, "/publish")
    assert "The quarter&#39;s schedule is published." in page.text
    ref = re.search(r"R-\d{4}-\d{6}", page.text)
    assert ref
    booking = await asked(here, ref.group())
    page = await client.get(f"/en/console/receptions/{booking}")
    assert ESSENCE in page.text
    slot = re.search(r'value="(R-[^"]+T10:15[^"]+)"', page.text)
    assert slot
    done = await send(client, page, "/appoint", slot=slot.group(1))
    assert "The visitor is told day and hour." in done.text
    assert f"/{booking}/hold" not in done.text
    before_the_hour = form_to(done, "/prepare").values | {
        "decision": "Решено принять меры.",
        "recording_note": "Disc 12",
    }
    page = await client.post(f"/en/console/receptions/{booking}/hold", data=before_the_hour)
    assert "is not over yet" in page.text
    schedule = await client.get(f"/ru/bodies/{here.okrug.slug}/receptions")
    assert "Кабинет 204" in schedule.text
    body = await followed(client, await client.get(f"/en/bodies/{here.okrug.slug}"))
    assert "Personal reception" in body.text
