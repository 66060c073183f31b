"""An organiser of the okrug's office: what must be announced, what lies ahead, one meeting with its steps."""

from __future__ import annotations

from datetime import datetime

from hearing_state.db import value
from meetings.schedule import queries
from meetings.schedule.meeting import State
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, at_moment, hour, sits_down
from tests.questions.console.office import AtWork
from tests.questions.pages.browser import heading

REASON = "The road is closed by snow."


async def _at(office: AtWork, here: World, moment: datetime) -> None:
    """The same organiser comes back at another hour."""
    office.client.clock.put(moment)
    await sits_down(office.client, at_moment(here.system, moment), "official.okrug")


async def test_the_desk_tells_what_must_be_announced_and_what_nobody_confirmed(office: AtWork, here: World):
    soon = await here.planned("2026-12-04")
    await here.planned("2026-12-28")
    past = await here.planned("2026-11-24")
    page = await office.open("meetings?queue=announce")
    assert page.status_code == 200
    assert soon.ref in page.text
    assert "To announce: 2" in page.text
    await _at(office, here, hour("2026-11-25"))
    page = await office.open("meetings?queue=confirm")
    assert past.ref in page.text
    page = await office.open(f"meetings/{past.ref}")
    assert "Its hour is over" in page.text


async def test_an_empty_desk_says_what_to_do(office: AtWork):
    page = await office.open("meetings")
    assert "No meeting lies ahead" in page.text


async def test_a_meeting_is_put_into_the_calendar_with_its_conflict_told_at_once(office: AtWork, here: World):
    taken = await here.planned("2026-12-15", "18:00")
    page = await office.open(f"meetings/new?place={QARAAUYL}")
    filled = {
        "kind": "extra",
        "reason": "People asked for it.",
        "place": QARAAUYL,
        "on": "2026-12-15",
        "time": "18:30",
        "mode": "online",
    }
    refused = await office.send(page, "/meetings/new", **filled)
    assert refused.status_code == 409
    assert taken.ref in refused.text
    assert "People asked for it." in refused.text
    made = await office.send(page, "/meetings/new", **{**filled, "time": "20:00"})
    assert "stands in the public calendar" in made.text
    assert await value("SELECT count(*)::int FROM schedule_meeting WHERE place_code = $1", QARAAUYL) == 2


async def test_looking_for_a_place_keeps_what_was_typed(office: AtWork):
    page = await office.open("meetings/new")
    found = await office.send(
        page, "/meetings/new", place_name="Қарауыл", reason="People asked for it.", look="yes"
    )
    assert found.status_code == 200
    assert QARAAUYL in found.text
    assert "People asked for it." in found.text


async def test_what_cannot_be_read_is_said_beside_its_field(office: AtWork):
    page = await office.open("meetings/new")
    refused = await office.send(page, "/meetings/new", on="soon", time="late")
    assert refused.status_code == 422
    assert 'id="on-error"' in refused.text
    assert 'id="time-error"' in refused.text


async def test_announce_move_cancel_each_on_a_page_that_says_what_follows(office: AtWork, here: World):
    found = await here.planned("2026-12-15")
    page = await office.open(f"meetings/{found.ref}/announce")
    done = await office.send(page, "/announce")
    assert "The meeting is announced." in done.text
    page = await office.open(f"meetings/{found.ref}/move")
    assert "30 November 2026 is the first possible day" in page.text
    refused = await office.send(page, "/move", on="2026-11-28", time="18:00", reason=REASON)
    assert refused.status_code == 422
    await office.send(page, "/move", on="2026-12-18", time="17:30", minutes="60", reason=REASON)
    moved = await queries.meeting(here.visitor, found.ref)
    assert (moved.starts_at, moved.minutes) == (hour("2026-12-18", "17:30"), 60)
    page = await office.open(f"meetings/{found.ref}/cancel")
    await office.send(page, "/cancel", reason=REASON)
    assert (await queries.meeting(here.visitor, found.ref)).state is State.CANCELLED
    page = await office.open(f"meetings/{found.ref}")
    assert REASON in page.text


async def test_details_change_in_public_once_announced(office: AtWork, here: World):
    found = await here.announced()
    page = await office.open(f"meetings/{found.ref}/change")
    refused = await office.send(page, "/change", mode="hall", reason=REASON)
    assert "address of the hall" in refused.text
    hall = {"address_kk": "Мәдениет үйі", "address_ru": "Дом культуры", "seats": "120"}
    done = await office.send(page, "/change", mode="hybrid", reason=REASON, **hall)
    assert "The details are changed." in done.text
    changed = await queries.meeting(here.visitor, found.ref)
    assert (changed.mode, changed.seats, changed.host_name) == ("hybrid", 120, "Бауыржан Омаров")


async def test_opened_at_its_hour_and_written_down_as_held(office: AtWork, here: World):
    found = await here.announced()
    await _at(office, here, found.starts_at)
    page = await office.open(f"meetings/{found.ref}/start")
    await office.send(page, "/start")
    await _at(office, here, found.ends_at)
    page = await office.open(f"meetings/{found.ref}/finish")
    done = await office.send(page, "/finish", attendance="41")
    assert "Written down as held" in done.text
    held = await queries.meeting(at_moment(here.visitor, found.ends_at), found.ref)
    assert (held.state, held.attendance) == (State.HELD, 41)


async def test_another_office_has_no_such_page(office: AtWork, here: World):
    found = await here.planned()
    await office.be("official")
    for path in ("", "/move", "/announce"):
        assert (await office.open(f"meetings/{found.ref}{path}")).status_code == 404
    await office.be("moderator")
    assert (await office.open("meetings")).status_code == 403
    await office.be("auditor")
    page = await office.open(f"meetings/{found.ref}")
    assert page.status_code == 200
    assert heading(page) == "15 December 2026, 18:00"
    assert "Move to another hour" not in page.text
