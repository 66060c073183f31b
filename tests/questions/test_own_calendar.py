"""An official's own last days in a calendar, under an address that nobody guesses and that its owner can end."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from icalendar import Calendar

from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Post
from hearing_state.db import rows, value
from hearing_state.questions import own_calendar
from hearing_state.questions.actions.close_calendar import CloseCalendar, close_calendar
from hearing_state.questions.actions.open_calendar import OpenCalendar, open_calendar
from hearing_state.questions.actions.take import Take, take
from tests.questions.console.office import OFFICIAL, at_work
from tests.questions.pages.browser import come_in
from tests.questions.world import TITLE, World, at


async def appointed(village: World, person_id: UUID, until_on: date | None = None) -> None:
    wish = Appoint(
        agency=village.okrug.slug, role=Post.OFFICIAL, holder_name="Ерлан Қасымов", person_id=person_id,
        from_on=village.official.today, until_on=until_on, post_kk="Маман", post_ru="Специалист", post_en="Specialist",
    )  # fmt: skip
    await appoint(village.as_("system"), wish)


async def calendar(client, key: str) -> dict[str, str]:
    answer = await client.get(f"/kk/calendars/{key}/deadlines.ics")
    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("private")
    assert "access-control-allow-origin" not in answer.headers
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(each["uid"]).partition("@")[0]: str(each["summary"]) for each in events}


async def key_of(context) -> str:
    await open_calendar(context, OpenCalendar())
    opened = await own_calendar.opened(context)
    assert opened is not None
    return opened.key


async def test_it_reads_what_she_took_and_what_nobody_has_taken_yet(village: World, client):
    for person_id in (village.erlan, village.saule):
        await appointed(village, person_id)
    mine, nobodys = await village.taken(), await village.published()
    hers = await village.published()
    await take(village.second_official, Take(question=hers))
    private = (await village.ask(is_public=False)).ref
    done = await village.answered()
    found = await calendar(client, await key_of(village.official))
    assert found.keys() == {mine, nobodys, private}
    assert TITLE in found[mine]
    assert TITLE not in found[private]
    assert done not in found


async def test_of_a_private_question_it_says_the_number_and_the_day_alone_whoever_opens_it(
    village: World, client
):
    await appointed(village, village.erlan)
    ref = (await village.ask(is_public=False)).ref
    key = await key_of(village.official)
    for _each in ("a calendar", "its owner's browser"):
        answer = await client.get(f"/kk/calendars/{key}/deadlines.ics")
        (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
        assert TITLE not in str(event["summary"])
        assert str(event["description"]).endswith(f"/kk/questions/{ref}")
        assert len(str(event["description"]).splitlines()) == 1
        await come_in(client, village.official, village.erlan)


async def test_a_new_address_ends_the_old_one_and_nothing_kept_tells_it(village: World, client):
    await appointed(village, village.erlan)
    first = await key_of(village.official)
    second = await key_of(village.official)
    assert first != second
    assert (await client.get(f"/kk/calendars/{first}/deadlines.ics")).status_code == 404
    assert await calendar(client, second) == {}
    assert second not in str(await rows("SELECT t::text AS said FROM questions_calendar t"))
    guessed = second[:-4] + "AAAA"
    for key in (guessed, "x", ""):
        assert (await client.get(f"/kk/calendars/{key}/deadlines.ics")).status_code == 404
    await close_calendar(village.official, CloseCalendar())
    assert (await client.get(f"/kk/calendars/{second}/deadlines.ics")).status_code == 404
    assert await value("SELECT count(*) FROM questions_calendar") == 0


async def test_who_holds_no_post_any_more_reads_nothing(village: World, client):
    await appointed(village, village.erlan, until_on=date(2026, 12, 31))
    key = await key_of(village.official)
    await calendar(client, key)
    client.clock.put(at("2027-01-01"))
    assert (await client.get(f"/kk/calendars/{key}/deadlines.ics")).status_code == 404


async def test_at_the_desk_it_is_made_shown_and_ended(village: World, client):
    office = await at_work(client, village)
    await office.be(OFFICIAL)
    page = await office.open("desk/calendar")
    assert page.status_code == 200, page.text
    assert "deadlines.ics" not in page.text
    page = await office.send(page, "/calendar")
    address = re.search(r"http[^<]+/en/calendars/[^<]+/deadlines.ics", page.text)
    assert address
    assert "no-store" in page.headers["cache-control"]
    client.cookies.clear()
    path = address.group().partition("/en/")[2]
    assert (await client.get(f"/en/{path}")).status_code == 200
    await office.be(OFFICIAL)
    page = await office.send(await office.open("desk/calendar"), "/calendar/end")
    assert "deadlines.ics" not in page.text
    client.cookies.clear()
    assert (await client.get(f"/en/{path}")).status_code == 404
