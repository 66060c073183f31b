"""The hall over plain HTTP, without scripts: come in, hand up, one's place, the floor, and the chair's desk beside it."""

from __future__ import annotations

from datetime import timedelta

import httpx2
import pytest

from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from tests.agencies.country import QARAAUYL
from tests.meetings.floor.gathering import Gathering
from tests.questions.pages.browser import come_in, followed, send


@pytest.fixture
async def at_home(client: httpx2.AsyncClient, here: Gathering) -> httpx2.AsyncClient:
    """Айгүл at her browser, a minute into the meeting."""
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await come_in(client, here.now(here.world.system), here.world.aigul)
    return client


async def test_aigul_comes_in_raises_her_hand_and_gets_the_floor(
    at_home: httpx2.AsyncClient, here: Gathering
):
    path = f"/kk/meetings/{here.meeting.ref}/hall"
    page = await followed(at_home, await at_home.get(path))
    page = await send(
        at_home, page, "/hall/enter", place=QARAAUYL, language="kk", channel="web", consent="yes"
    )
    assert "Қол көтеру" in page.text
    page = await send(at_home, page, "/hall/hand")
    assert "Кезекте 1-орындасыз" in page.text
    await here.give()
    page = await at_home.get(path)
    assert "Сөз Сізде." in page.text
    page = await send(at_home, page, "/hall/turn/end")
    assert "Ешкімге сөз берілмеген." in page.text


async def test_without_consent_the_page_says_that_she_takes_part_in_writing(
    at_home: httpx2.AsyncClient, here: Gathering
):
    page = await at_home.get(f"/kk/meetings/{here.meeting.ref}/hall")
    page = await send(at_home, page, "/hall/enter", place=QARAAUYL, language="kk", channel="web")
    assert "жазылуға келіспедіңіз" in page.text
    assert "/hall/hand" not in page.text


async def test_a_visitor_reads_along_and_is_shown_the_way_in(client: httpx2.AsyncClient, here: Gathering):
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await here.with_hand()
    page = await client.get(f"/ru/meetings/{here.meeting.ref}/hall")
    assert "Сәуле А." in page.text
    assert "Войти в систему и в зал" in page.text
    assert "/hall/hand" not in page.text


async def test_before_the_queue_is_open_the_page_says_so(client: httpx2.AsyncClient, here: Gathering):
    other = await here.world.announced("2026-12-17")
    page = await client.get(f"/kk/meetings/{other.ref}/hall")
    assert page.status_code == 200
    assert "Зал әлі ашылған жоқ" in page.text
    assert "hall-now" not in (await client.get(f"/kk/meetings/{other.ref}")).text
    await open_floor(here.world.clerk, OpenFloor(meeting=other.ref))
    assert "hall-now" in (await client.get(f"/kk/meetings/{other.ref}")).text
    assert (await client.get("/kk/meetings/M-2026-999999/hall")).status_code == 404


async def test_the_chair_gives_the_floor_at_the_desk_and_writes_why_out_of_turn(
    client: httpx2.AsyncClient, here: Gathering
):
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await here.with_hand("Әсел")
    await here.with_hand("Болат")
    secret = await open_session(here.chair, here.world.akim, Step.PASSWORD_TOTP, "")
    client.cookies.set("hs_session", secret)
    path = f"/kk/console/meetings/{here.meeting.ref}/hall"
    page = await client.get(path)
    second = (await here.hall()).waiting[1]
    page = await send(client, page, "/hall/turn", seat=str(second.seat_id), reason="қысқа")
    assert page.status_code == 422
    page = await send(client, page, "/hall/turn", seat="", reason="")
    assert "Сөзін аяқтау" in page.text
    page = await send(client, page, "/hall/turn/end")
    assert "Сөзін аяқтау" not in page.text


async def test_the_page_of_a_live_meeting_leads_into_the_hall_above_all_else_or_says_that_it_is_not_open(
    client: httpx2.AsyncClient, here: Gathering
):
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    page = (await client.get(f"/ru/meetings/{here.meeting.ref}")).text
    way = f'href="/ru/meetings/{here.meeting.ref}/hall"'
    assert page.index(way) < page.index('<section aria-labelledby="how">')
    assert "Зал открыт" in page
    later = await here.world.live("2026-12-16")
    client.clock.put(later.starts_at + timedelta(minutes=1))
    page = (await client.get(f"/ru/meetings/{later.ref}")).text
    assert f"/ru/meetings/{later.ref}/hall" not in page
    assert "Зал ещё не открыт" in page
