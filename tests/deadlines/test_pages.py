"""The public pages about deadlines, as a reader without scripts sees them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from hearing_state.deadlines.actions.extend_clock import ExtendClock, extend_clock
from tests.deadlines.clocks import at, opened, settled

REF = "Q-2026-000017"


async def test_the_board_lists_what_is_owed_with_its_clock(client, as_) -> None:
    await opened(as_("system"), title="Жол қашан жөнделеді?", language="kk")
    client.clock.put(at("2026-09-25"))
    page = await client.get("/en/deadlines")
    assert page.status_code == 200
    assert '<a class="hs-list__title"' in page.text
    assert 'lang="kk">Жол қашан жөнделеді?</a>' in page.text
    assert "1 working day left" in page.text
    assert "Why this date?" in page.text


async def test_a_private_question_is_a_clock_without_content(client, as_) -> None:
    made = await opened(as_("system"), is_public=False, title="About my neighbour")
    client.clock.put(at("2026-10-01"))
    board = await client.get("/en/deadlines?tab=overdue")
    why = await client.get(f"/en/deadlines/{made.clock}/why")
    assert "Private: only the clock is public" in board.text
    assert REF in why.text
    for page in (board, why):
        assert "neighbour" not in page.text


async def test_filters_are_links_and_unknown_ones_are_not_found(client, as_) -> None:
    await opened(as_("system"))
    page = await client.get("/en/deadlines?tab=kept&rule=appeal.answer")
    assert "/en/deadlines?tab=overdue&amp;rule=appeal.answer" in page.text
    assert "/en/deadlines?tab=kept" in page.text
    assert (await client.get("/en/deadlines?agency=no-such-body")).status_code == 404
    assert (await client.get("/en/deadlines?place=999999999")).status_code == 404
    assert (await client.get("/en/deadlines?tab=nonsense&page=x")).status_code == 200


async def test_the_pages_of_the_board_follow_each_other(client, as_) -> None:
    for number in range(1, 23):
        await opened(as_("system"), about=f"Q-2026-{number:06d}")
    client.clock.put(at("2026-09-10"))
    first, second = await client.get("/en/deadlines"), await client.get("/en/deadlines?page=2")
    seen = [re.findall(r"<span>(Q-2026-\d{6})</span>", page.text) for page in (first, second)]
    assert [len(each) for each in seen] == [20, 2]
    assert len({*seen[0], *seen[1]}) == 22


async def test_why_this_date_tells_each_day_each_event_and_the_law(client, as_) -> None:
    house = as_("system")
    made = await opened(house, "2026-10-08", title="Su")
    wish = ExtendClock(
        clock=made.clock,
        decided_on=at("2026-10-20").date(),
        until_on=at("2026-11-20").date(),
        reason="A site visit is needed.",
    )
    await extend_clock(house, wish)
    page = (await client.get(f"/en/deadlines/{made.clock}/why")).text
    assert "15 working days from the registration on 8 October 2026" in page
    assert "public holiday: Republic Day" in page
    assert "day off after a holiday on a weekend: Republic Day" in page
    assert "day of the extension" in page
    assert "Extended, to 20 November 2026 at the latest" in page
    assert "A site visit is needed." in page
    assert "Last day by law: 30 October 2026" in page
    assert "APPC 76(1)" in page
    assert "Administrative Procedural and Process-Related Code" in page
    assert page.count("not counted</span>") >= 8


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_every_page_speaks_every_language(client, as_, locale: str) -> None:
    made = await opened(as_("system"))
    await settled(as_("system"), made.clock, "2026-09-30")
    for path in (
        "deadlines",
        "deadlines?tab=late",
        f"deadlines/{made.clock}/why",
        "calculator?rule=appeal.answer&day=2026-10-08",
    ):
        page = await client.get(f"/{locale}/{path}")
        assert page.status_code == 200, path
        assert f'<html lang="{locale}"' in page.text


async def test_a_clock_that_is_not_there_is_not_found(client) -> None:
    for path in ("nonsense/why", "01a20ab0-c700-7c65-b69e-f13b6aed6066/why"):
        assert (await client.get(f"/en/deadlines/{path}")).status_code == 404


async def test_the_last_day_goes_into_ones_own_calendar(client, as_) -> None:
    made = await opened(as_("system"))
    answer = await client.get(f"/kk/deadlines/{made.clock}/deadline.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    lines = answer.content.decode().split("\r\n")
    assert "DTSTART;VALUE=DATE:20260928" in lines
    assert f"DTEND;VALUE=DATE:{made.due_on + timedelta(days=1):%Y%m%d}" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


async def test_anybody_works_out_a_deadline_by_a_link(client, db) -> None:
    empty = await client.get("/en/calculator")
    assert empty.status_code == 200
    assert "Last day by law" not in empty.text
    late = await client.get("/en/calculator?rule=appeal.answer&day=2026-10-08&time=19:05")
    assert "Last day by law: 2 November 2026, Monday" in late.text
    assert "received after the end of the working day" in late.text
    transferred = await client.get("/en/calculator?rule=appeal.answer&day=2024-12-10")
    assert "Last day by law: 5 January 2025, Sunday" in transferred.text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("rule=appeal.answer&day=tomorrow", "Write a day and, if you like, an hour"),
        ("rule=nonsense&day=2026-10-08", "There is no such term of law on that day."),
        ("rule=appeal.answer&day=2027-12-30", "The working calendar ends on 31 December 2027"),
        ("rule=appeal.answer&day=2026-10-08&time=25:99", "Write a day and, if you like, an hour"),
        ("rule=appeal.answer&day=2020-01-01", "The working calendar begins on 1 January 2023"),
    ],
)
async def test_a_calculation_that_cannot_be_made_says_what_to_do(client, db, query: str, said: str) -> None:
    page = await client.get(f"/en/calculator?{query}")
    assert page.status_code == 422
    assert said in page.text
    assert 'role="alert"' in page.text


async def test_a_run_of_days_that_say_the_same_is_one_line(client, db) -> None:
    page = await client.get("/en/calculator?rule=petition.collection&day=2026-09-01")
    assert "Last day by law: 1 March 2027, Monday" in page.text
    lines = re.sub(r"<[^>]+>", " ", page.text)
    assert re.search(r"1 October\s+–\s+31 October\s+30–60\s+calendar day", lines)
