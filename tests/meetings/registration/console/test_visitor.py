"""Botagoz at the service centre registers a visitor for a meeting and hands over the confirmation."""

from __future__ import annotations

import re

import httpx2

from hearing_state.db import rows
from tests.meetings.registration.hall import Hall
from tests.meetings.world import World
from tests.questions.console.office import AtWork

VISITOR = {"given_name": "Күләш", "family_name": "Бекова", "contact": "+77011234567", "locale": "kk"}


async def come(office: AtWork) -> httpx2.Response:
    """The visitor is written down; the desk offers what she may want."""
    await office.be("operator")
    return await office.send(await office.open("desk/visitor"), "/desk/visitor", **VISITOR)


def way_to_meetings(page: httpx2.Response) -> str:
    found = re.search(r"/en/console/(desk/visitor/[0-9a-f-]{36}/meetings)", page.text)
    assert found
    return found.group(1)


async def test_from_the_desk_to_the_printed_confirmation(office: AtWork, staffed: World):
    hall = Hall(staffed)
    meeting = await hall.meeting(seats=10)
    far = await staffed.planned("2026-12-20")
    way = way_to_meetings(await come(office))
    page = await office.open(f"{way}?q=Қарауыл")
    assert meeting.ref in page.text
    assert far.ref not in page.text
    page = await office.open(f"{way}/{meeting.ref}")
    done = await office.send(
        page, f"/{meeting.ref}", mode="hall", wishes=["hearing_loop"], note="Алдыңғы қатар"
    )
    for part in (
        "Registered for the meeting",
        meeting.ref,
        "Күләш Бекова",
        "a seat in the hall",
        "Hearing loop",
    ):
        assert part in done.text
    assert "Registered already" in (await office.open(way)).text
    again = await office.open(f"{way}/{meeting.ref}")
    assert "Registered for the meeting" in again.text
    gone = await office.send(again, "/withdraw")
    assert "withdrawn" in gone.text
    assert [each["state"] for each in await rows("SELECT state FROM registration_entry")] == ["withdrawn"]


async def test_a_place_without_meetings_says_where_to_look(office: AtWork, staffed: World):
    way = way_to_meetings(await come(office))
    assert "No announced meeting lies ahead there" in (await office.open(f"{way}?q=Алматы")).text


async def test_only_for_whom_she_wrote_down(office: AtWork, staffed: World):
    meeting = await Hall(staffed).meeting()
    await office.be("operator")
    for path in ("meetings", f"meetings/{meeting.ref}", f"meetings/{meeting.ref}/slip"):
        assert (await office.open(f"desk/visitor/{staffed.aigul}/{path}")).status_code == 404
        assert (await office.open(f"desk/visitor/nobody/{path}")).status_code == 404
    way = way_to_meetings(await come(office))
    await office.be("official.okrug")
    assert (await office.open(way)).status_code == 403
