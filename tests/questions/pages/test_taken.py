"""What programs take of questions: tables and JSON with history, feeds, calendars; nobody's name, nothing of private ones."""

from __future__ import annotations

import csv
import io
from xml.etree import ElementTree as ET

from icalendar import Calendar

from hearing_state.questions import open_data
from hearing_state.questions.actions.screen import Screen, screen
from tests.agencies.country import QARAAUYL
from tests.questions.world import TITLE, at

ATOM = {"a": "http://www.w3.org/2005/Atom"}
EVERY = ("questions.json", "questions.csv", "questions-events.csv", "questions.atom")


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))


async def test_the_list_as_json_has_the_whole_history(village, client):
    ref = await village.answered()
    answer = await client.get("/kk/questions.json")
    (each,) = answer.json()["questions"]
    assert (each["question"], each["title"], each["state"], each["body"]) == (
        ref,
        TITLE,
        "answered",
        village.okrug.slug,
    )
    kinds = [one["event"] for one in each["events"]]
    assert kinds[0] == "registered"
    assert "answered" in kinds
    assert answer.headers["access-control-allow-origin"] == "*"
    assert each["address"].endswith(f"/kk/questions/{ref}")


async def test_the_tables_say_the_same_as_the_page(village, client):
    ref = await village.answered()
    (line,) = table((await client.get(f"/ru/questions.csv?place={QARAAUYL}")).text)
    assert (line["question"], line["clock"], line["points"]) == (ref, "kept", "3")
    events = table((await client.get("/ru/questions-events.csv")).text)
    assert {each["question"] for each in events} == {ref}
    assert [each["happened_at"] for each in events] == sorted(each["happened_at"] for each in events)


async def test_private_and_waiting_ones_are_nowhere_and_nobody_is_named(village, client):
    waiting, private = await village.ask(), await village.ask(is_public=False)
    public = await village.published()
    for path in EVERY:
        text = (await client.get(f"/kk/{path}")).text
        assert public in text
        assert waiting.ref not in text
        assert private.ref not in text
        assert str(village.aigul) not in text
        assert str(village.erlan) not in text


async def test_a_long_list_is_read_part_by_part(village, client, monkeypatch):
    monkeypatch.setattr(open_data.part, "__defaults__", ("", 2))
    refs = {await village.published() for _each in range(5)}
    seen: list[str] = []
    address = "/en/questions.json"
    while address:
        answer = await client.get(address)
        seen += [each["question"] for each in answer.json()["questions"]]
        following = answer.json()["next"]
        assert (following is not None) == ("link" in answer.headers)
        address = following
    assert len(seen) == 5
    assert set(seen) == refs
    before_time = "MDAwMS0wMS0wMVQwMDowMDowMCswNTowMCAwMTkzNTc2Mi0wMDAwLTcwMDAtODAwMC0wMDAwMDAwMDAwMDA"
    for cursor in ("nonsense", before_time):
        assert (await client.get(f"/en/questions.json?after={cursor}")).status_code == 422


async def test_a_feed_tells_what_happened_to_what_the_filter_leaves(village, client):
    ref = await village.answered()
    feed = ET.fromstring(
        (await client.get(f"/kk/questions.atom?body={village.okrug.slug}&topic=street_lighting")).text
    )
    kinds = [each.get("term") for each in feed.findall("a:entry/a:category", ATOM)]
    assert kinds[0] == "answered"
    assert kinds[-1] == "registered"
    assert feed.findtext("a:entry/a:title", namespaces=ATOM) == TITLE
    assert feed.find("a:entry/a:link", ATOM).get("href").endswith(f"/kk/questions/{ref}")
    empty = ET.fromstring((await client.get("/kk/questions.atom?topic=roads")).text)
    assert empty.findall("a:entry", ATOM) == []
    one = ET.fromstring((await client.get(f"/kk/questions/{ref}/news.atom")).text)
    assert len(one.findall("a:entry", ATOM)) == len(kinds)


async def test_who_has_it_already_is_told_so(village, client):
    await village.published()
    for path in EVERY:
        first = await client.get(f"/kk/{path}")
        assert "max-age=300" in first.headers["cache-control"]
        again = await client.get(f"/kk/{path}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        since = await client.get(f"/kk/{path}", headers={"if-modified-since": first.headers["last-modified"]})
        assert since.status_code == 304
    etag = first.headers["etag"]
    await village.published()
    assert (await client.get("/kk/questions.atom", headers={"if-none-match": etag})).status_code == 200


async def test_what_is_hidden_goes_from_copies_that_know_the_hour_alone(village, client):
    hidden = await village.published()
    await village.published()
    first = {path: await client.get(f"/kk/{path}") for path in EVERY}
    await screen(village.moderator, Screen(question=hidden, verdict="hide", reason="personal_data"))
    for path, before in first.items():
        assert hidden in before.text
        answer = await client.get(
            f"/kk/{path}", headers={"if-modified-since": before.headers["last-modified"]}
        )
        assert answer.status_code == 200, path
        assert hidden not in answer.text


async def test_last_days_come_into_a_calendar(village, client):
    ref = await village.published()
    answered = await village.answered()
    for path in (f"bodies/{village.okrug.slug}/deadlines.ics", f"places/{QARAAUYL}/deadlines.ics"):
        answer = await client.get(f"/ru/{path}")
        assert answer.headers["content-type"].startswith("text/calendar")
        days = {
            str(each["uid"]).partition("@")[0]: each
            for each in Calendar.from_ical(answer.content).walk("VEVENT")
        }
        assert set(days) == {ref, answered}
        assert days[ref]["dtstart"].dt.isoformat() == "2026-12-14"
        assert days[answered]["dtstart"].dt.isoformat() == "2026-11-23"
    client.clock.put(at("2027-02-01"))
    answer = await client.get(f"/ru/questions/{ref}/deadline.ics")
    assert ref in answer.text


async def test_the_pages_name_their_feeds(village, client):
    ref = await village.published()
    page = await client.get("/kk/questions?topic=street_lighting")
    assert '/kk/questions.atom?topic=street_lighting"' in page.text
    assert 'type="application/atom+xml"' in page.text
    assert f'/kk/questions/{ref}/news.atom"' in (await client.get(f"/kk/questions/{ref}")).text
    private = await village.ask(is_public=False)
    assert "news.atom" not in (await client.get(f"/kk/questions/{private.ref}")).text
