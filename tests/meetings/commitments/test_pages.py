"""What everybody reads of promises: lists, one promise, files and feeds, and what they tell on other pages."""

from __future__ import annotations

import csv
import io
from datetime import date
from xml.etree import ElementTree as ET

import httpx2

from meetings.commitments.actions.give_up import GiveUp, give_up
from meetings.commitments.actions.keep import Keep, keep
from meetings.commitments.actions.move_due import MoveDue, move_due
from tests.agencies.country import QARAAUYL
from tests.meetings.commitments.promises import DONE, QUOTE, REASON, asked_ahead, on, promised
from tests.meetings.world import World, hour
from tests.questions.pages.browser import come_in, heading, send

ATOM = "{http://www.w3.org/2005/Atom}"


async def test_an_empty_country_says_what_promises_are(client: httpx2.AsyncClient, here: World):
    page = await client.get("/en/commitments")
    assert page.status_code == 200
    assert "No promise is running here." in page.text
    assert "written down while a meeting goes on" in page.text


async def test_the_words_are_the_largest_thing_and_the_clock_needs_no_job(
    client: httpx2.AsyncClient, here: World
):
    made = await promised(here)
    client.clock.put(hour("2026-12-29", "23:00"))
    page = await client.get(f"/en/commitments/{made.ref}")
    assert heading(page) == f"«{QUOTE}»"
    assert "today is the last day" in page.text
    assert "0:41:10" in page.text
    assert made.digest in page.text
    client.clock.put(hour("2026-12-30", "00:00"))
    page = await client.get(f"/en/commitments/{made.ref}")
    assert "The day has passed, and nothing was written down as done." in page.text


async def test_a_moved_promise_shows_both_days(client: httpx2.AsyncClient, here: World):
    made = await promised(here)
    wish = MoveDue(commitment=made.ref, due_on=date(2027, 1, 20), reason=REASON)
    await move_due(on(here.clerk, "2026-12-20"), wish)
    client.clock.put(hour("2026-12-21"))
    page = await client.get(f"/en/commitments/{made.ref}")
    assert "First promised for 29 December 2026" in page.text
    assert "29 December 2026 → 20 January 2027" in page.text
    assert REASON in page.text
    listed = await client.get("/en/commitments")
    assert "moved, first promised for 29 December 2026" in listed.text


async def test_lists_by_how_promises_stand(client: httpx2.AsyncClient, here: World):
    held = await here.held("2026-12-15")
    refs = [(await promised(here, held)).ref for _ in range(3)]
    await keep(on(here.clerk, "2026-12-28"), Keep(commitment=refs[1], text=DONE))
    await give_up(on(here.head, "2026-12-28"), GiveUp(commitment=refs[2], reason=REASON))
    client.clock.put(hour("2026-12-30"))
    for tab, ref in (("overdue", refs[0]), ("kept", refs[1]), ("broken", refs[2])):
        page = await client.get(
            f"/en/commitments?tab={tab}&place={QARAAUYL}&body={here.okrug.slug}&meeting={held.ref}"
        )
        assert ref in page.text
        assert not any(other in page.text for other in refs if other != ref)
    assert "= 1 ÷ (1 + 0 + 1 + 1)" in page.text
    for wrong in ("place=999999999", "body=nobody", "meeting=M-2026-999999"):
        assert (await client.get(f"/en/commitments?{wrong}")).status_code == 404
    assert (await client.get("/en/commitments?tab=nonsense&page=abc")).status_code == 200


async def test_a_reader_of_russian_reads_a_marked_translation_in_lists(
    client: httpx2.AsyncClient, here: World
):
    await promised(here, translation_ru="Фонари зажжём до Нового года, отвечаю лично.")
    client.clock.put(hour("2026-12-16"))
    page = await client.get("/ru/commitments")
    assert "Фонари зажжём" in page.text
    assert "перевод" in page.text


async def test_a_spreadsheet_reads_every_promise(client: httpx2.AsyncClient, here: World):
    made = await promised(here, quote="=Шамдарды жағамыз деп уәде беремін, 1+1.")
    client.clock.put(hour("2026-12-30"))
    answer = await client.get("/en/commitments.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff"))))
    assert [each["Number"] for each in table] == [made.ref]
    assert table[0]["How it stands"] == "overdue"
    assert table[0]["Words"].startswith("'=Шамдарды")
    assert table[0]["Day that counts"] == "2026-12-29"


async def test_a_feed_tells_what_happened_the_newest_first(client: httpx2.AsyncClient, here: World):
    made = await promised(here)
    await keep(on(here.clerk, "2026-12-28"), Keep(commitment=made.ref, text=DONE))
    client.clock.put(hour("2026-12-30"))
    answer = await client.get(f"/en/commitments.atom?place={QARAAUYL}")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    titles = [each.findtext(f"{ATOM}title") or "" for each in feed.iter(f"{ATOM}entry")]
    assert [title.split(":")[0] for title in titles] == ["Kept", "Promised"]
    assert len({each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")}) == 2


async def test_a_resident_follows_and_stops(client: httpx2.AsyncClient, here: World):
    made = await promised(here)
    client.clock.put(hour("2026-12-16"))
    page = await client.get(f"/en/commitments/{made.ref}")
    assert "Sign in to follow it" in page.text
    await come_in(client, on(here.system, "2026-12-16"), here.aigul)
    page = await client.get(f"/en/commitments/{made.ref}")
    page = await send(client, page, "/follow")
    assert "1 person" in page.text
    page = await send(client, page, "/unfollow")
    assert "Stop following" not in page.text


async def test_whoever_asked_says_that_it_was_not_done_and_others_cannot(
    client: httpx2.AsyncClient, here: World
):
    held = await here.held("2026-12-15")
    made = await promised(here, held, question=await asked_ahead(held, here.aigul))
    await keep(on(here.clerk, "2026-12-28"), Keep(commitment=made.ref, text=DONE))
    client.clock.put(hour("2027-01-05"))
    await come_in(client, on(here.system, "2027-01-05"), here.aigul)
    page = await client.get(f"/en/commitments/{made.ref}/contest")
    refused = await send(client, page, "/contest", text="жоқ")
    assert refused.status_code == 422
    said = await send(client, page, "/contest", text="Абай 14-тегі шам жанбайды.")
    assert "1 person who asked says: not done" in said.text
    await come_in(client, on(here.system, "2027-01-05"), here.daulet)
    assert (await client.get(f"/en/commitments/{made.ref}/contest")).status_code == 403
    seen = await client.get(f"/en/commitments/{made.ref}")
    assert "1 person who asked says: not done" in seen.text
    assert "Абай 14" not in seen.text


async def test_there_is_no_such_promise(client: httpx2.AsyncClient, here: World):
    for ref in ("C-2026-999999", "nonsense", "Q-2026-000001"):
        assert (await client.get(f"/en/commitments/{ref}")).status_code == 404


async def test_the_office_the_place_and_the_front_page_tell_of_what_is_owed(
    client: httpx2.AsyncClient, here: World
):
    held = await here.held("2026-12-15")
    made = await promised(here, held)
    client.clock.put(hour("2026-12-30"))
    for path in (f"bodies/{here.okrug.slug}", f"places/{QARAAUYL}", "", f"meetings/{held.ref}"):
        page = await client.get(f"/en/{path}")
        assert page.status_code == 200, path
        assert made.ref in page.text, path
    body = await client.get(f"/en/bodies/{here.okrug.slug}")
    assert "How it keeps its word" in body.text
