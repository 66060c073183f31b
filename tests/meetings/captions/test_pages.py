"""Captions on pages: typed and mended without scripts, read in the hall, asked for again and again for nothing."""

from datetime import timedelta

import httpx2

from meetings.captions.actions.write import Write, write
from meetings.crew.actions.appoint import Appoint, appoint
from meetings.crew.crew import Task
from meetings.schedule.actions.finish import Finish, finish
from tests.meetings.crew.serving import serves
from tests.meetings.floor.gathering import Gathering
from tests.questions.pages.browser import come_in, send


async def test_a_captioner_writes_mends_and_takes_back_on_a_plain_page(
    client: httpx2.AsyncClient, here: Gathering
):
    wish = Appoint(meeting=here.meeting.ref, task=Task.CAPTIONS, languages=("kk",), name="Айгүл")
    code = (await appoint(here.chair, wish)).code
    client.clock.put(here.meeting.starts_at + timedelta(minutes=1))
    await come_in(client, here.now(here.world.system), here.world.aigul)
    at = f"/kk/meetings/{here.meeting.ref}"
    assert (await client.get(f"{at}/captions/write")).status_code == 404
    page = await client.get(f"{at}/crew")
    await send(client, page, "/crew", code=code)
    page = await client.get(f"{at}/captions/write")
    page = await send(client, page, "/captions/write", text="Су кшан келеді?")
    assert 'value="Су кшан келеді?"' in page.text
    page = await send(client, page, "/captions/write/correct", text="Су қашан келеді?")
    assert "түзетілді" in page.text
    hall = await client.get(f"{at}/hall")
    assert "Су қашан келеді?" in hall.text
    page = await send(client, page, "/captions/write", text="ы" * 300)
    assert page.status_code == 422
    page = await client.get(f"{at}/captions/write")
    page = await send(client, page, "/captions/write/correct", text="", take_back="yes")
    assert "қайтарып алынды" in page.text


async def test_whoever_asks_again_gets_nothing_until_something_is_said(
    client: httpx2.AsyncClient, here: Gathering
):
    dinara = await serves(here, Task.CAPTIONS, "kk")
    await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Сәлеметсіздер ме!"))
    path = f"/meetings/{here.meeting.ref}/captions/kk/newest.json"
    first = await client.get(path)
    assert [each["text"] for each in first.json()["lines"]] == ["Сәлеметсіздер ме!"]
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Бастаймыз."))
    fresh = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert fresh.status_code == 200
    assert (await client.get(path.replace("/kk/", "/de/"))).status_code == 404


async def test_all_captions_stand_beside_the_minutes(client: httpx2.AsyncClient, here: Gathering):
    dinara = await serves(here, Task.CAPTIONS, "kk")
    await write(dinara, Write(meeting=here.meeting.ref, language="kk", text="Мектеп салынады <енді>."))
    here.minutes = 30
    await finish(here.chair, Finish(meeting=here.meeting.ref, attendance=3))
    client.clock.put(here.meeting.starts_at + timedelta(minutes=31))
    page = await client.get(f"/ru/meetings/{here.meeting.ref}/captions")
    assert "Мектеп салынады &lt;енді&gt;." in page.text
    for path in ("", "/minutes"):
        text = (await client.get(f"/ru/meetings/{here.meeting.ref}{path}")).text
        assert "Субтитры встречи" in text, path
