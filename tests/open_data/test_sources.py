"""Everything that the page of open data leads to, fetched by a plain client as a re-user does: types, tags, parts, and all of it there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from html import unescape
from xml.etree import ElementTree as ET

import httpx2
import pytest
from icalendar import Calendar

from hearing_state.agencies import taken as bodies
from hearing_state.agencies.actions.rename_agency import RenameAgency, rename_agency
from hearing_state.db import rows
from hearing_state.questions import open_data as questions
from hearing_state.web import sources
from hearing_state.web.atom import NAMESPACE
from meetings.commitments import listing as promises
from meetings.schedule import taken as meetings
from petitions.browsing import queries as petitions
from tests.agencies.country import QARAAUYL
from tests.figures.story import october
from tests.figures.story import published as figures_published
from tests.meetings.commitments.promises import promised
from tests.meetings.world import World as Meetings
from tests.petitions.browsing.test_pages import public
from tests.petitions.world import World as Petitions
from tests.questions.world import REPLY, World, person

LINK = re.compile(r'<a href="([^"]+)" type="([^"]+)">')
ALTERNATE = re.compile(r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">')
ATOM = {"a": NAMESPACE}
LISTS = {
    "questions": ("questions", "SELECT ref AS key FROM questions_question WHERE screening = 'published'"),
    "meetings": ("meetings", "SELECT ref AS key FROM schedule_meeting"),
    "commitments": ("promises", "SELECT ref AS key FROM commitments_commitment"),
    "petitions": ("petitions", "SELECT ref AS key FROM drafting_petition WHERE state = 'public'"),
    "bodies": ("bodies", "SELECT slug AS key FROM agencies_agency"),
}
"""By the stem of the address: the word of the JSON, and what there is in all."""


OWNER = {
    "owner_name": "Бауыржан Омаров",
    "owner_post_kk": "Әкім",
    "owner_post_ru": "Аким",
    "owner_post_en": "Akim",
}


@pytest.fixture
async def full(village: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """Something in every list, and parts of two lines."""
    await october(village)
    await figures_published(village)
    await village.published()
    common = (village.as_, village.okrug, village.district, village.oblast, village.aigul)
    rooms = Meetings(*common, village.head, village.head, await person("Айнұр", "Тілеуова"))
    for day in ("2026-12-15", "2026-12-16", "2026-12-17"):
        await promised(rooms, await rooms.held(day), **OWNER)
    people = Petitions(*common, village.head)
    third = village.as_("resident", person_id=await person("Сәуле", "Ахметова"))
    for who, topic in (
        (people.author, "roads"),
        (people.neighbour, "schools"),
        (third, "heating"),
    ):
        title = f"Ауылдағы {topic} ісін келесі жылы түгел жөндеу"
        await public((await people.filed(who, topic=topic, title=title)).ref)
    await rename_agency(
        village.as_("administrator", village.oblast.id),
        RenameAgency(agency=village.okrug.slug, name_kk="Жаңа атау", name_ru="Новое имя", name_en="New name"),
    )
    monkeypatch.setattr(questions.part, "__defaults__", ("", 2))
    for each in (meetings.part, promises.part, petitions.part):
        monkeypatch.setattr(each, "__defaults__", (None, 2))
    monkeypatch.setattr(bodies.part, "__defaults__", (None, 50))
    return village


def led_to(page: str) -> dict[str, str]:
    """Address and media type of every list that a page leads to."""
    return {unescape(address): kind for address, kind in LINK.findall(page)}


async def every_part(client: httpx2.AsyncClient, address: str) -> AsyncIterator[httpx2.Response]:
    """As the answers themselves say how to go on."""
    following: str = address
    while following:
        answer = await client.get(following)
        assert answer.status_code == 200, following
        yield answer
        following = answer.links.get("next", {}).get("url", "")


def lines_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


async def knows_when_nothing_changed(client: httpx2.AsyncClient, address: str, kind: str) -> None:
    answer = await client.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["content-type"].partition(";")[0] == kind, address
    assert "public" in answer.headers["cache-control"]
    assert answer.headers["access-control-allow-origin"] == "*"
    again = await client.get(address, headers={"if-none-match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b""), address
    assert again.headers["etag"] == answer.headers["etag"]
    other = await client.get(address, headers={"if-none-match": '"something-else"'})
    assert other.content == answer.content, address


@pytest.mark.usefixtures("full")
async def test_every_list_is_led_to_has_its_type_and_knows_when_nothing_changed(client):
    found = led_to((await client.get("/kk/open-data")).text)
    assert len(found) == len(sources.of_everything())
    for stem in LISTS:
        assert {f"/kk/{stem}.csv", f"/kk/{stem}.json", f"/kk/{stem}.atom"} <= found.keys()
    assert {"/kk/answers.atom", "/kk/figures.csv", "/kk/coverage/overdue.csv"} <= found.keys()
    for address, kind in found.items():
        await knows_when_nothing_changed(client, address, kind)


@pytest.mark.usefixtures("full")
async def test_a_list_taken_part_by_part_is_the_whole_list_once(client):
    for stem, (word, sql) in LISTS.items():
        await whole_and_once(client, stem, word, sql)


async def whole_and_once(client: httpx2.AsyncClient, stem: str, word: str, sql: str) -> None:
    wanted = sorted(each["key"] for each in await rows(sql))
    assert len(wanted) > 2
    tables = [lines_of(each.text) async for each in every_part(client, f"/kk/{stem}.csv")]
    assert len(tables) > 1
    assert sorted(next(iter(line.values())) for table in tables for line in table) == wanted
    told = [each.json() async for each in every_part(client, f"/kk/{stem}.json")]
    assert [each["next"] is None for each in told] == [False] * (len(told) - 1) + [True]
    lines = [line for part in told for line in part[word]]
    assert sorted(next(iter(line.values())) for line in lines) == wanted
    for line in lines[:2]:
        assert (await client.get(line["address"])).status_code == 200
    assert (await client.get(f"/kk/{stem}.csv?after=nonsense")).status_code == 422


@pytest.mark.usefixtures("full")
async def test_every_feed_says_where_it_is_and_names_each_thing_once(client):
    for address, kind in led_to((await client.get("/ru/open-data")).text).items():
        if kind == "application/atom+xml":
            feed = ET.fromstring((await client.get(address)).content)
            ids = [each.text for each in feed.findall("a:entry/a:id", ATOM)]
            assert ids, address
            assert len(set(ids)) == len(ids), address
            own = feed.find("a:link[@rel='self']", ATOM)
            assert own is not None
            assert own.get("href", "").partition("?")[0].endswith(address)
            page = feed.find("a:link[@rel='alternate']", ATOM)
            assert page is not None
            assert (await client.get(page.get("href"))).status_code == 200


@pytest.mark.usefixtures("full")
async def test_answers_are_read_whole_and_a_renamed_body_is_news(client):
    answers = ET.fromstring((await client.get(f"/kk/answers.atom?place={QARAAUYL}")).content)
    assert {each.text for each in answers.findall("a:entry/a:content", ATOM)} == {REPLY}
    assert len(answers.findall("a:entry", ATOM)) == 4
    nothing = ET.fromstring((await client.get("/kk/answers.atom?topic=roads")).content)
    assert nothing.findall("a:entry", ATOM) == []
    feed = ET.fromstring((await client.get("/en/bodies.atom")).content)
    kinds = [each.get("term") for each in feed.findall("a:entry/a:category", ATOM)]
    assert (kinds[0], kinds.count("renamed")) == ("renamed", 1)


async def test_a_place_and_a_body_lead_to_their_own(client, full: World):
    for page in (f"/kk/places/{QARAAUYL}", f"/kk/bodies/{full.okrug.slug}"):
        text = (await client.get(page)).text
        found = led_to(text)
        feeds = {each for each, kind in found.items() if kind == "application/atom+xml"}
        assert set(map(unescape, ALTERNATE.findall(text))) == feeds
        assert len(feeds) >= 4
        for address, kind in found.items():
            assert QARAAUYL in address or full.okrug.slug in address
            await knows_when_nothing_changed(client, address, kind)
            if kind == "text/calendar":
                assert Calendar.from_ical((await client.get(address)).content).walk("VEVENT"), address
    topic = (await client.get("/kk/questions?topic=street_lighting")).text
    assert {"/kk/questions.atom?topic=street_lighting", "/kk/answers.atom?topic=street_lighting"} <= set(
        map(unescape, ALTERNATE.findall(topic))
    )


async def test_counters_of_a_place_and_a_body_stand_in_frames_of_others(client, full: World):
    for thing, key in (("places", QARAAUYL), ("bodies", full.okrug.slug)):
        address = f"/{thing}/{key}/count.json"
        said = (await client.get(address)).json()
        assert (said["open"], said["overdue"], said["answered"]) == (2, 1, 4)
        answer = await client.get(address)
        assert "max-age=3" in answer.headers["cache-control"]
        assert (
            await client.get(address, headers={"if-none-match": answer.headers["etag"]})
        ).status_code == 304
        frame = await client.get(f"/kk/{thing}/{key}/frame")
        assert "frame-ancestors *" in frame.headers["content-security-policy"]
        assert "max-age=3" in frame.headers["cache-control"]
        assert "<script" not in frame.text
        assert "<form" not in frame.text
        assert "set-cookie" not in frame.headers
        page = (await client.get(f"/kk/{thing}/{key}")).text
        assert f"/kk/{thing}/{key}/frame&#34;" in page
