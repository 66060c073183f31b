"""Moderators work off the queue in their browser."""

from __future__ import annotations

import pytest

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.ids import new_id
from hearing_state.moderation import things
from hearing_state.moderation.actions.appeal import Appeal, appeal
from hearing_state.moderation.actions.report import Report, report
from hearing_state.moderation.things import Thing
from hearing_state.people import demo
from tests.agencies.country import mapped
from tests.people.signing_in import staff_signed_in
from tests.support.contexts import AsRole

ABOUT = "ZM-2026-000001"
AUTHOR = new_id()


async def show(_context: Context, about: str) -> Thing:
    return Thing(about, "Жол", f"/kk/{about}", AUTHOR)


@pytest.fixture
async def moderator(client, as_: AsRole, monkeypatch: pytest.MonkeyPatch):
    """A browser in which a moderator of the demo staff is signed in."""
    monkeypatch.setitem(things._shown, "ZM", show)
    await mapped(as_("system"))
    await demo.load(as_("system"))
    client.cookies.set("hs_session", (await staff_signed_in(as_(), "moderator")).secret)
    return client


async def test_a_report_is_decided_and_one_does_not_decide_on_the_appeal_against_oneself(
    moderator, as_: AsRole
) -> None:
    await report(as_("visitor"), Report(about=ABOUT, reason="advertising", text="last line"))
    assert ABOUT in (await moderator.get("/en/console/reports")).text
    case = await moderator.get(f"/en/console/reports/{ABOUT}")
    assert "last line" in case.text

    nothing = await moderator.post(
        f"/en/console/reports/{ABOUT}", data={"explanation": "It sells something."}
    )
    assert nothing.status_code == 422
    assert "It sells something." in nothing.text
    sent = {"verdict": "upheld advertising", "explanation": "It sells something."}
    decided = await moderator.post(f"/en/console/reports/{ABOUT}", data=sent)
    assert decided.status_code == 303
    assert "It sells something." in (await moderator.get(decided.headers["location"])).text

    made = await value("SELECT id FROM moderation_decision")
    brought = await appeal(as_("resident", person_id=AUTHOR), Appeal(decision=made, text="I sell nothing."))
    page = await moderator.get(f"/en/console/appeals/{brought}")
    assert "I sell nothing." in page.text
    assert "another moderator decides" in page.text
    verdict = {"outcome": "granted", "explanation": "It sells nothing."}
    assert (await moderator.post(f"/en/console/appeals/{brought}", data=verdict)).status_code == 403
    assert "I sell nothing." not in (await moderator.get(f"/en/moderation/{made}")).text
