"""Somebody looks for a meeting: a month, a list, a day, their own place."""

from __future__ import annotations

import re

import pytest

from meetings.schedule import listing
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.move import Move, move
from tests.agencies.country import ALMATY, QARAAUYL
from tests.meetings.world import World, hour

REASON = "Жолды қар басып қалды, жету мүмкін емес."


async def page(client, path: str) -> str:
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return answer.text


def cell(text: str, on: str) -> str:
    """The cell of one day."""
    found = re.search(rf'<td[^>]*>(?:(?!</td>).)*datetime="{on}".*?</td>', text, re.DOTALL)
    assert found, on
    return found.group()


async def test_a_month_shows_each_meeting_on_its_day(client, here: World):
    found = await here.announced("2026-12-15")
    text = await page(client, "/en/meetings?month=2026-12")
    assert '<h2 id="month">December 2026</h2>' in text
    assert "1 meeting" in text
    day = cell(text, "2026-12-15")
    assert f'href="/en/meetings/{found.ref}"' in day
    assert "18:00" in day
    assert "hs-calendar__cell--empty" in cell(text, "2026-12-14")
    assert 'scope="col"' in text


async def test_today_stands_out_and_leads_back_from_other_months(client, here: World):
    await here.announced("2026-12-15")
    await here.announced("2026-11-30")
    this_month = await page(client, "/en/meetings")
    assert "hs-calendar__cell--today" in cell(this_month, "2026-11-23")
    assert ">Today</a>" not in this_month
    december = await page(client, "/en/meetings?month=2026-12")
    assert ">Today</a>" in december
    assert "month=2026-11" in december
    assert "month=2027-01" in december


async def test_a_holiday_says_its_name(client, here: World):
    await here.announced("2026-12-15")
    assert "Independence Day" in cell(await page(client, "/en/meetings?month=2026-12"), "2026-12-16")


async def test_cancelled_and_moved_ones_stay_with_a_word(client, here: World):
    off, moved = await here.announced("2026-12-15"), await here.announced("2026-12-16")
    await cancel(here.clerk, Cancel(meeting=off.ref, reason=REASON))
    await move(here.clerk, Move(meeting=moved.ref, starts_at=hour("2026-12-18"), minutes=90, reason=REASON))
    text = await page(client, "/en/meetings?month=2026-12")
    assert "cancelled" in cell(text, "2026-12-15")
    assert "moved to 18 December" in cell(text, "2026-12-16")
    assert "moved" in cell(text, "2026-12-18")
    listed = await page(client, "/en/meetings?view=list&state=cancelled")
    assert off.ref in listed
    assert REASON in listed


async def test_a_crowded_month_leads_to_its_days(client, here: World, monkeypatch):
    monkeypatch.setattr(listing, "LINES_OF_A_MONTH", 1)
    first, second = await here.announced("2026-12-15", "11:00"), await here.announced("2026-12-15", "18:00")
    day = cell(await page(client, "/en/meetings?month=2026-12"), "2026-12-15")
    assert "2 meetings" in day
    address = re.search(r'href="([^"]*day=2026-12-15[^"]*)"', day)
    assert address
    text = await page(client, address.group(1).replace("&amp;", "&"))
    assert text.index(first.ref) < text.index(second.ref)


async def test_a_day_with_more_than_it_has_room_for_says_how_many(client, here: World):
    for time in ("09:00", "11:00", "14:00", "16:00", "18:00"):
        await here.announced("2026-12-15", time)
    assert "and 2 more" in cell(await page(client, "/en/meetings?month=2026-12"), "2026-12-15")


async def test_a_day_turns_to_the_days_with_meetings_beside_it(client, here: World):
    await here.announced("2026-12-08")
    await here.announced("2026-12-15")
    await here.announced("2026-12-22")
    text = await page(client, "/en/meetings?day=2026-12-15")
    assert "day=2026-12-08" in text
    assert "day=2026-12-22" in text
    assert "15 December, Tuesday" in text


async def test_an_empty_month_says_when_the_next_one_is(client, here: World):
    await here.announced("2026-12-15")
    text = await page(client, f"/en/meetings?month=2027-03&place={QARAAUYL}")
    assert "No meeting stands in the calendar here" in text
    assert "The last one before:" in text
    assert "day=2026-12-15" in text
    text = await page(client, f"/en/meetings?month=2026-06&place={QARAAUYL}")
    assert "The next one:" in text
    assert "day=2026-12-15" in text


async def test_a_list_with_nothing_ahead_says_so(client, here: World):
    text = await page(client, "/en/meetings?view=list")
    assert "No meeting stands in the calendar here" in text
    await here.held("2026-12-01")
    client.clock.put(hour("2026-12-02"))
    text = await page(client, "/en/meetings?view=list")
    assert "day=2026-12-01" in text


async def test_the_chosen_place_is_offered_as_a_filter_and_filters_can_be_taken_away(client, here: World):
    await here.announced("2026-12-15")
    client.cookies.set("hs_place", QARAAUYL)
    text = await page(client, "/en/meetings")
    assert "Only my place" in text
    assert f"place={QARAAUYL}" in text
    text = await page(client, f"/en/meetings?place={QARAAUYL}&mode=online&view=list")
    assert text.count("remove this filter") == 2
    assert "webcal://" in text
    assert f"/en/places/{QARAAUYL}/meetings.ics" in text
    elsewhere = await page(client, f"/en/meetings?place={ALMATY}&view=list")
    assert "No meeting stands in the calendar here" in elsewhere


async def test_words_are_looked_for_in_a_list(client, here: World):
    found = await here.announced("2026-12-15")
    text = await page(client, "/en/meetings?q=Карааул")
    assert found.ref in text
    assert "<td" not in text
    assert found.ref not in await page(client, "/en/meetings?q=Актау")


async def test_an_office_has_its_own_calendar(client, here: World):
    mine = await here.announced("2026-12-15")
    text = await page(client, f"/en/meetings?body={here.okrug.slug}&view=list")
    assert mine.ref in text
    assert f"/en/bodies/{here.okrug.slug}/meetings.ics" in text
    assert mine.ref not in await page(client, f"/en/meetings?body={here.district.slug}&view=list")


@pytest.mark.parametrize("query", ["place=999999999", "place=x", "body=no-such-body"])
async def test_what_names_nothing_is_not_found(client, here: World, query):
    assert (await client.get(f"/kk/meetings?{query}")).status_code == 404


@pytest.mark.parametrize(
    "query",
    ["month=2026-13", "month=x", "day=2026-02-30", "view=x", "state=x", "mode=x", "topic=x", "language=x", "page=x", "month=1999-01",
     "month=9999-12", "day=0001-01-01", "q=%25", "page=500", "q=" + "а" * 300],
)  # fmt: skip
async def test_what_makes_no_sense_is_overlooked(client, here: World, query):
    await here.announced("2026-12-15")
    await page(client, f"/ru/meetings?{query}")


async def test_robots_find_an_end_of_the_months(client, here: World):
    await here.announced("2026-12-15")
    assert 'rel="prev"' not in await page(client, "/en/meetings?month=2022-01")
    assert 'rel="next"' not in await page(client, "/en/meetings?month=2028-12")
