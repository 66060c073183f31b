"""A resident at a telephone without scripts: registers, sees how it stands, changes, withdraws, finds it again."""

from __future__ import annotations

from datetime import UTC, timedelta

import httpx2
import pytest
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from hearing_state.db import rows, value
from hearing_state.i18n import speaking
from hearing_state.web import load_panels
from hearing_state.web.rendering import render_text
from meetings.schedule import queries as schedule
from meetings.schedule.actions.cancel import Cancel, cancel
from tests.agencies.country import QARAAUYL
from tests.meetings.registration.hall import REASON, Hall
from tests.questions.pages.browser import come_in, followed, form_to, forms, heading, send


@pytest.fixture
async def browser(client: httpx2.AsyncClient, hall: Hall) -> httpx2.AsyncClient:
    await come_in(client, hall.world.system, hall.world.aigul)
    return client


async def opened(browser: httpx2.AsyncClient, path: str) -> httpx2.Response:
    return await followed(browser, await browser.get(path))


async def panel(context, meeting) -> str:
    (found,) = [
        each for each in await load_panels(context, "meeting", meeting) if "registration" in each.template
    ]
    with speaking("en"):
        return render_text(found.template, found.values)


async def test_who_is_not_signed_in_is_shown_the_way_and_comes_back(client: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting(seats=3)
    path = f"/en/meetings/{meeting.ref}/register"
    page = await client.get(path)
    assert page.status_code == 200
    assert "Anybody may come or listen without registering" in page.text
    assert f"/en/sign-in?next={path.replace('/', '%2F')}" in page.text
    assert [each for each in forms(page) if each.method == "post"] == []
    answer = await client.get(f"/en/meetings/{meeting.ref}/registration")
    assert answer.status_code == 303
    assert "sign-in?next=" in answer.headers["location"]
    assert "Sign in" in (await client.get("/en/my/meetings")).text


async def test_aigul_registers_on_the_page_and_finds_it_again(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting(seats=3)
    page = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    assert "3 seats are free" in page.text
    wishes = ["step_free", "sign_language"]
    first = f'href="/en/meetings/{meeting.ref}/'
    above = (await browser.get(f"/en/meetings/{meeting.ref}")).text.partition(
        '<section aria-labelledby="how">'
    )[0]
    assert first + 'register"' in above
    done = await send(browser, page, "/register", mode="hall", wishes=wishes, note="Екі балдақпен жүремін.")
    above = (await browser.get(f"/en/meetings/{meeting.ref}")).text.partition(
        '<section aria-labelledby="how">'
    )[0]
    assert first + 'registration"' in above
    assert first + 'register"' not in above
    assert done.request.url.path == f"/en/meetings/{meeting.ref}/registration"
    for part in ("You are registered.", "a seat in the hall", "Step-free access", "Екі балдақпен жүремін."):
        assert part in done.text
    again = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    assert heading(again) == "My registration"
    mine = await opened(browser, "/en/my/meetings")
    assert meeting.ref in mine.text


async def test_an_empty_choice_is_told_beside_its_field(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting()
    page = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    refused = await browser.post(
        form_to(page, "/register").action, data={"note": "x" * 600, "wishes": "a throne"}
    )
    assert refused.status_code == 422
    for field in ("mode", "note", "wishes"):
        assert f'href="#{field}"' in refused.text
    assert "x" * 600 in refused.text


async def test_where_there_is_one_way_it_is_not_asked_for(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting(mode="online")
    page = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    assert "step_free" not in page.text
    done = await send(browser, page, "/register")
    assert "You are registered." in done.text


async def test_a_full_hall_says_so_before_and_after(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting(seats=1)
    await hall.register(meeting, hall.world.daulet)
    page = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    assert "wait list, place 1" in page.text
    done = await send(browser, page, "/register", mode="hall")
    assert "on the wait list, place 1" in done.text
    assert "You need not wait: you may take part online." in done.text


async def test_she_changes_and_withdraws_each_on_a_page_that_says_what_follows(
    browser: httpx2.AsyncClient, hall: Hall
):
    meeting = await hall.meeting(seats=1)
    made = await hall.register(meeting, hall.world.aigul, note="Алдыңғы қатар")
    page = await opened(browser, f"/en/meetings/{meeting.ref}/registration/{made.entry}/change")
    assert form_to(page, "/change").values["note"] == ["Алдыңғы қатар"]
    done = await send(browser, page, "/change", mode="online", note="")
    assert "Your registration is changed." in done.text
    page = await opened(browser, f"/en/meetings/{meeting.ref}/registration/{made.entry}/withdraw")
    assert "no more letters" in page.text
    done = await send(browser, page, "/withdraw")
    assert "You have withdrawn." in done.text
    assert "You are registered for no meeting" in done.text
    assert (await browser.get(f"/en/meetings/{meeting.ref}/registration")).status_code == 404


async def test_another_persons_registration_is_not_there(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting()
    made = await hall.register(meeting, hall.world.daulet)
    for path in (
        "registration",
        f"registration/{made.entry}/change",
        f"registration/{made.entry}/withdraw",
        "registration/meeting.ics",
    ):
        assert (await browser.get(f"/en/meetings/{meeting.ref}/{path}")).status_code == 404
    answer = await browser.post(f"/en/meetings/{meeting.ref}/registration/{made.entry}/withdraw", data={})
    assert answer.status_code == 404
    assert (await browser.get(f"/en/meetings/{meeting.ref}/registration/nonsense/change")).status_code == 404


async def test_the_calendar_file_opens_at_the_right_instant_in_another_library(
    browser: httpx2.AsyncClient, hall: Hall
):
    meeting = await hall.meeting(time="15:00")
    await hall.register(meeting, hall.world.aigul)
    answer = await browser.get(f"/kk/meetings/{meeting.ref}/registration/meeting.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    event = _only_event(answer)
    assert event.dtstart.astimezone(UTC).strftime("%Y-%m-%d %H:%M") == "2026-12-15 10:00"
    assert event.dtstart == meeting.starts_at
    assert event.dtend == meeting.ends_at
    assert event.location == "Мәдениет үйі, Абай көшесі 1"
    assert event.status == "CONFIRMED"
    assert [each.trigger for each in event.alarm] == [-timedelta(days=1)]
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    cancelled = _only_event(await browser.get(str(answer.request.url)))
    assert (cancelled.uid, cancelled.status, cancelled.sequence) == (
        event.uid,
        "CANCELLED",
        event.sequence + 1,
    )


def _only_event(answer: httpx2.Response) -> Event:
    """Read by another library than the one that writes it, strictly by RFC 5545."""
    (calendar,) = IcsCalendarStream.from_ics(answer.text).calendars
    (event,) = calendar.events
    return event


async def test_before_the_announcement_and_after_the_beginning_the_page_says_why_not(
    browser: httpx2.AsyncClient, hall: Hall
):
    planned = await hall.world.planned("2026-12-20")
    page = await opened(browser, f"/en/meetings/{planned.ref}/register")
    assert "Registration opens when the meeting is announced." in page.text
    assert "Registration opens when the meeting is announced." in await panel(hall.world.visitor, planned)
    meeting = await hall.meeting()
    browser.clock.put(meeting.starts_at)
    await come_in(browser, hall.who(hall.world.aigul, meeting.starts_at), hall.world.aigul)
    page = await opened(browser, f"/en/meetings/{meeting.ref}/register")
    assert "You may still come without registering." in page.text
    refused = await browser.post(f"/en/meetings/{meeting.ref}/register", data={"mode": "hall"})
    assert refused.status_code == 409


async def test_a_cancelled_meeting_says_so_on_her_page(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting()
    await hall.register(meeting, hall.world.aigul)
    await cancel(hall.world.clerk, Cancel(meeting=meeting.ref, reason=REASON))
    page = await opened(browser, f"/en/meetings/{meeting.ref}/registration")
    assert REASON in page.text
    assert "/withdraw" not in page.text
    assert "cancelled" in (await opened(browser, "/en/my/meetings")).text


async def test_a_listening_point_is_registered_with_a_place_found_by_name(
    browser: httpx2.AsyncClient, hall: Hall
):
    meeting = await hall.meeting()
    page = await opened(browser, f"/en/meetings/{meeting.ref}/listening-point")
    looked = await send(
        browser, page, "/listening-point", place_name="Қарауыл", look="yes", name="School hall"
    )
    assert QARAAUYL in looked.text
    assert "School hall" in looked.text
    refused = await send(
        browser, looked, "/listening-point", address="5 School street", headcount="many", place=QARAAUYL
    )
    assert refused.status_code == 422
    assert 'href="#headcount"' in refused.text
    filled = {
        "name": "School hall",
        "address": "5 School street",
        "headcount": "30",
        "place": QARAAUYL,
        "is_listed": "true",
    }
    done = await send(browser, refused, "/listening-point", **filled)
    assert "Listening point: School hall" in done.text
    assert "not confirmed it yet" in done.text
    (made,) = await rows("SELECT is_listed, headcount, state FROM registration_entry")
    assert made == {"is_listed": True, "headcount": 30, "state": "asked"}


async def test_without_a_place_the_point_is_not_taken(browser: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting()
    page = await opened(browser, f"/en/meetings/{meeting.ref}/listening-point")
    refused = await send(
        browser, page, "/listening-point", name="School hall", address="5 School street", headcount="30"
    )
    assert refused.status_code == 422
    assert "Choose the place where the listening point is." in refused.text
    assert await value("SELECT count(*)::int FROM registration_entry") == 0


async def test_the_public_reads_numbers_and_points_and_no_name(client: httpx2.AsyncClient, hall: Hall):
    meeting = await hall.meeting(seats=1)
    await hall.register(meeting, hall.world.aigul, wishes=("step_free",), note="Zqnote")
    await hall.register(meeting, hall.world.daulet)
    await hall.point(meeting, hall.world.clerk)
    said = await panel(hall.world.visitor, meeting)
    for part in ("Мектеп залы", "Мектеп көшесі 5"):
        assert part in said
    for personal in ("Айгүл", "Дәулет", "Zqnote", "step_free"):
        assert personal not in said
    assert "/registration" in await panel(hall.world.resident, meeting)


async def test_of_a_meeting_without_anybody_the_panel_is_silent_once_it_is_over(hall: Hall):
    held = await hall.world.held("2026-12-15")
    found = [each.template for each in await load_panels(hall.world.visitor, "meeting", held)]
    assert not any("registration" in each for each in found)
    cancelled = await hall.meeting("2026-12-16")
    await cancel(hall.world.clerk, Cancel(meeting=cancelled.ref, reason=REASON))
    gone = await schedule.meeting(hall.world.visitor, cancelled.ref)
    assert not any(
        "registration" in each.template for each in await load_panels(hall.world.visitor, "meeting", gone)
    )
