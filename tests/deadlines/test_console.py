"""The administrator's pages: the calendar of a year, a decree with its preview, the terms in force."""

from __future__ import annotations

import html
import re

import pytest

from hearing_state.db import value
from hearing_state.deadlines.working_calendar import shipped
from hearing_state.people import demo
from tests.agencies.country import mapped
from tests.deadlines.clocks import opened
from tests.people.signing_in import staff_signed_in

DECREE = {
    "source": "Order of the ministry No. 77",
    "decided_on": "2026-11-20",
    "days": "2026-12-19 + 2026-12-15\n2026-12-15 - 2026-12-19",
    "preview": "yes",
}
PAGES = ("calendar", "calendar?year=2024", "calendar/decree", "rules")


@pytest.fixture
async def signed_in_as(client, as_):
    """Signs the client in as one of the demo staff."""
    await mapped(as_("system"))
    await demo.load(as_("system"))

    async def sign_in(user_name: str) -> None:
        client.cookies.set("hs_session", (await staff_signed_in(as_(), user_name)).secret)

    return sign_in


async def test_a_decree_is_previewed_and_confirmed(client, as_, signed_in_as) -> None:
    await opened(as_("system"), "2026-11-24", about="Q-2026-000003")
    await opened(as_("system"), "2026-11-09", about="Q-2026-000001")
    await signed_in_as("administrator")
    preview = await client.get("/en/console/calendar/decree", params=DECREE)
    assert preview.status_code == 200
    assert "Last days that would move: 1" in preview.text
    assert "Q-2026-000003" in preview.text
    assert "Q-2026-000001" not in preview.text
    assert "15 December 2026</td><td>17 December 2026" in preview.text
    fields = {
        name: html.unescape(text)
        for name, text in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', preview.text)
    }
    assert fields["calendar"] == shipped().version
    confirmed = await client.post("/en/console/calendar/decree", data=fields)
    assert (confirmed.status_code, confirmed.headers["location"]) == (303, "/en/console/calendar")
    shown = await client.get("/en/console/calendar")
    assert "1 last day moved" in shown.text
    assert "Order of the ministry No. 77" in shown.text
    assert (
        str(await value("select due_on from deadlines_clock where about = 'Q-2026-000003'")) == "2026-12-17"
    )
    again = await client.post("/en/console/calendar/decree", data=fields)
    assert again.status_code == 303
    assert await value("select count(*) from deadlines_calendar_version") == 1


async def test_what_cannot_be_read_is_kept_and_named(client, signed_in_as) -> None:
    await signed_in_as("administrator")
    page = await client.get("/en/console/calendar/decree", params={**DECREE, "days": "Saturday works"})
    assert page.status_code == 422
    assert "Line 1 cannot be read: Saturday works" in page.text
    assert "Order of the ministry No. 77" in page.text


@pytest.mark.parametrize("locale", ["kk", "ru", "en"])
async def test_the_administrators_pages_speak_every_language(client, signed_in_as, locale: str) -> None:
    await signed_in_as("administrator")
    for path in PAGES:
        page = await client.get(f"/{locale}/console/{path}")
        assert page.status_code == 200, path
    assert "appeal.answer" in page.text


async def test_the_year_shows_both_sides_of_a_transfer(client, signed_in_as) -> None:
    await signed_in_as("auditor")
    page = (await client.get("/en/console/calendar?year=2025")).text
    assert "works by decree in exchange for 3 January 2025" in page
    assert "day off by decree in exchange for 5 January 2025" in page


async def test_others_do_not_come_in(client, signed_in_as) -> None:
    for path in PAGES:
        assert (await client.get(f"/en/console/{path}")).status_code in {303, 401}
    await signed_in_as("official")
    for path in PAGES:
        assert (await client.get(f"/en/console/{path}")).status_code == 403
    await signed_in_as("auditor")
    assert (await client.get("/en/console/calendar/decree")).status_code == 403
