"""A reader of feeds is told what was announced, moved, cancelled and held."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree as ET

import pytest

from hearing_state.db import execute
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.move import Move, move
from tests.agencies.country import ALMATY, QARAAUYL
from tests.meetings.world import World, hour, later

REASON = "Жолды қар басып қалды, <жету> мүмкін & емес."
ATOM = "{http://www.w3.org/2005/Atom}"


async def feed(client, path: str) -> ET.Element:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = ET.fromstring(answer.text)
    assert found.tag == f"{ATOM}feed"
    for needed in ("id", "title", "updated"):
        for each in (found, *found.iter(f"{ATOM}entry")):
            assert each.findtext(f"{ATOM}{needed}"), needed
    for entry in found.iter(f"{ATOM}entry"):
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated") or "").tzinfo
    return found


def told(found: ET.Element) -> list[str]:
    return [each.get("term", "") for each in found.iter(f"{ATOM}category")]


async def test_each_change_is_told_once_the_newest_first(client, here: World):
    found = await here.announced("2026-12-15")
    wish = Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=90, reason=REASON)
    await move(later(here.clerk, hours=1), wish)
    await cancel(later(here.clerk, hours=2), Cancel(meeting=found.ref, reason=REASON))
    for path in (
        "/kk/meetings.atom",
        f"/ru/places/{QARAAUYL}/meetings.atom",
        f"/en/bodies/{here.okrug.slug}/meetings.atom",
    ):
        read = await feed(client, path)
        assert told(read) == ["cancelled", "moved", "announced"]
        assert REASON in (read.findtext(f"{ATOM}entry/{ATOM}summary") or "")
        links = {each.get("href") for each in read.iter(f"{ATOM}link") if each.get("rel") == "alternate"}
        assert any(str(link).endswith(f"/meetings/{found.ref}") for link in links)


async def test_a_held_meeting_is_news_and_one_just_planned_is_not(client, here: World):
    await here.planned("2026-12-22")
    assert told(await feed(client, "/kk/meetings.atom")) == []
    await here.held("2026-12-15")
    assert told(await feed(client, "/kk/meetings.atom")) == ["held", "announced"]


async def test_entries_keep_their_names(client, here: World):
    found = await here.announced("2026-12-15")
    before = [each.text for each in (await feed(client, "/kk/meetings.atom")).iter(f"{ATOM}id")]
    wish = Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=90, reason=REASON)
    await move(later(here.clerk, hours=1), wish)
    after = [each.text for each in (await feed(client, "/kk/meetings.atom")).iter(f"{ATOM}id")]
    assert set(before) < set(after)
    assert len(set(after)) == len(after)


async def test_another_city_hears_nothing_of_it(client, here: World):
    await here.announced("2026-12-15")
    assert told(await feed(client, f"/kk/places/{ALMATY}/meetings.atom")) == []


@pytest.mark.parametrize(
    "path", ["/kk/places/999999999/meetings.atom", "/kk/bodies/no-such-body/meetings.atom"]
)
async def test_of_what_is_not_there_there_is_no_news(client, here: World, path):
    assert (await client.get(path)).status_code == 404


async def test_whoever_read_it_already_gets_nothing_until_there_is_news(client, here: World):
    await here.announced("2026-12-15")
    first = await client.get("/kk/meetings.atom")
    again = await client.get("/kk/meetings.atom", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    await here.announced("2026-12-22")
    anew = await client.get("/kk/meetings.atom", headers={"if-none-match": first.headers["etag"]})
    assert anew.status_code == 200


async def test_whoever_read_it_reads_it_again_when_its_words_change(client, here: World):
    await here.announced("2026-12-15")
    first = await client.get("/kk/meetings.atom")
    await execute("UPDATE schedule_meeting SET title_kk = 'Жолдар туралы кездесу'")
    anew = await client.get("/kk/meetings.atom", headers={"if-none-match": first.headers["etag"]})
    assert anew.status_code == 200
    assert "Жолдар туралы кездесу" in anew.text
