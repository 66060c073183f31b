"""A telephone reads the calendar files, by another library than the one that writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.move import Move, move
from tests.agencies.country import ALMATY, QARAAUYL
from tests.meetings.world import TITLE_KK, TITLE_RU, World, at_moment, hour, later

REASON = "Жолды қар басып қалды, жету мүмкін емес."


async def opened(client, path: str) -> Calendar:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    (calendar,) = IcsCalendarStream.from_ics(answer.text).calendars
    return calendar


def utc(moment: object) -> datetime:
    assert isinstance(moment, datetime)
    assert moment.utcoffset() is not None
    return moment.astimezone(UTC)


async def test_three_in_the_afternoon_in_almaty_is_ten_in_the_morning_utc(client, here: World):
    found = await here.announced("2026-12-15", "15:00")
    text = (await client.get(f"/kk/meetings/{found.ref}/meeting.ics")).text
    assert "DTSTART:20261215T100000Z" in text
    (event,) = (await opened(client, f"/kk/meetings/{found.ref}/meeting.ics")).events
    assert utc(event.dtstart) == datetime(2026, 12, 15, 10, 0, tzinfo=UTC)
    assert utc(event.dtend) == datetime(2026, 12, 15, 11, 30, tzinfo=UTC)


async def test_an_entry_says_what_where_who_and_leads_to_the_page(client, here: World):
    hall = {"address_kk": "Мәдениет үйі, Абай көшесі, 12", "address_ru": "Дом культуры, ул. Абая, 12"}
    found = await here.announced(mode="hybrid", **hall)
    (event,) = (await opened(client, f"/ru/meetings/{found.ref}/meeting.ics")).events
    assert event.summary == TITLE_RU
    assert event.location == hall["address_ru"]
    assert "Бауыржан Омаров" in str(event.description)
    assert str(event.url).endswith(f"/ru/meetings/{found.ref}")
    assert (event.status, event.uid, event.sequence) == ("CONFIRMED", str(found.id), 0)
    (event,) = (await opened(client, f"/kk/meetings/{found.ref}/meeting.ics")).events
    assert (event.summary, event.location) == (TITLE_KK, hall["address_kk"])


async def test_moving_and_cancelling_reach_whoever_has_the_entry(client, here: World):
    found = await here.planned("2026-12-15")
    path = f"/kk/meetings/{found.ref}/meeting.ics"
    (before,) = (await opened(client, path)).events
    assert before.status == "TENTATIVE"
    moved = Move(meeting=found.ref, starts_at=hour("2026-12-17"), minutes=90, reason=REASON)
    await move(later(here.clerk, hours=2), moved)
    (after,) = (await opened(client, path)).events
    assert after.uid == before.uid
    assert (before.sequence, after.sequence) == (0, 1)
    assert utc(after.last_modified) > utc(before.last_modified)
    assert utc(after.dtstart) == hour("2026-12-17")
    await cancel(later(here.clerk, hours=3), Cancel(meeting=found.ref, reason=REASON))
    (off,) = (await opened(client, path)).events
    assert (off.status, off.sequence) == ("CANCELLED", 2)
    assert str(off.summary).startswith("Болмайды: ")
    assert REASON in str(off.description)


async def test_my_place_has_everything_that_concerns_it(client, here: World):
    mine = await here.announced("2026-12-15")
    long_ago = await here.held("2026-12-01")
    calendar = await opened(client, f"/kk/places/{QARAAUYL}/meetings.ics")
    assert [event.uid for event in calendar.events] == [str(long_ago.id), str(mine.id)]
    assert (await opened(client, f"/kk/places/{ALMATY}/meetings.ics")).events == []
    client.clock.put(hour("2027-01-05"))
    calendar = await opened(client, f"/kk/places/{QARAAUYL}/meetings.ics")
    assert [event.uid for event in calendar.events] == [str(mine.id)]
    assert (await client.get("/kk/places/999999999/meetings.ics")).status_code == 404


async def test_an_office_has_its_own(client, here: World):
    mine = await here.announced("2026-12-15")
    path = f"/kk/bodies/{here.okrug.slug}/meetings.ics"
    assert [event.uid for event in (await opened(client, path)).events] == [str(mine.id)]
    assert (await opened(client, f"/kk/bodies/{here.district.slug}/meetings.ics")).events == []
    assert (await client.get("/kk/bodies/no-such-body/meetings.ics")).status_code == 404


async def test_the_file_says_what_it_is_and_when_to_look_again(client, here: World):
    await here.announced("2026-12-15")
    text = (await client.get(f"/ru/places/{QARAAUYL}/meetings.ics")).text
    for line in ("METHOD:PUBLISH", "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H"):
        assert line in text.split("\r\n")
    assert "X-WR-CALNAME:Календарь встреч: село Карааул" in text


async def test_whoever_has_it_already_gets_nothing_until_it_changes(client, here: World):
    found = await here.announced("2026-12-15")
    path = f"/kk/places/{QARAAUYL}/meetings.ics"
    first = await client.get(path)
    assert "public" in first.headers["cache-control"]
    again = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    await cancel(at_moment(here.clerk, hour("2026-11-24")), Cancel(meeting=found.ref, reason=REASON))
    changed = await client.get(path, headers={"if-none-match": first.headers["etag"]})
    assert changed.status_code == 200
    assert changed.headers["etag"] != first.headers["etag"]


async def test_a_title_cannot_break_out_of_its_line(client, here: World):
    wicked = "Кездесу; біреу, екеу\\үшеу"
    found = await here.announced(title_kk=wicked, title_ru="Встреча\r\nATTENDEE:mailto:x@example.kz")
    (event,) = (await opened(client, f"/kk/meetings/{found.ref}/meeting.ics")).events
    assert event.summary == wicked
    (event,) = (await opened(client, f"/ru/meetings/{found.ref}/meeting.ics")).events
    assert event.attendees == []
