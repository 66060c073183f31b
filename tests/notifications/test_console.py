"""An administrator sees what waits and what failed; nobody else does."""

from __future__ import annotations

import pytest

from hearing_state.actions import by_law
from hearing_state.db import execute, value
from hearing_state.errors import Forbidden, NotFound, SignInNeeded
from hearing_state.ids import new_id
from hearing_state.notifications.actions.dead_letters import Row, discard, revive
from hearing_state.notifications.actions.notify import Notify, notify
from hearing_state.notifications.console.outbox import standing
from hearing_state.notifications.queries import delivery_log, preferences
from hearing_state.people import demo
from tests.agencies.country import mapped
from tests.people.signing_in import staff_signed_in
from tests.support.contexts import NOON, AsRole


async def dead() -> int:
    await execute(
        "INSERT INTO jobs_outbox (event, listener, about, payload, told_at, due_at, attempts, dead_at, error)"
        " VALUES ('question.asked', 'questions.route', 'Q-2026-000017', '{}', $1, $1, 16, $1, 'LookupError')",
        NOON,
    )
    return int(await value("SELECT max(id) FROM jobs_outbox"))


async def test_a_dead_letter_is_tried_again(as_: AsRole, db: object) -> None:
    row = await dead()
    shown = await standing(as_("auditor"))
    assert [each.id for each in shown.dead.items] == [row]

    await revive(as_("administrator"), Row(row=row))
    assert (await standing(as_("administrator"))).dead.total == 0
    with pytest.raises(NotFound):
        await revive(as_("administrator"), Row(row=row))


async def test_a_dead_letter_is_given_up(as_: AsRole, db: object) -> None:
    row = await dead()
    await discard(as_("administrator"), Row(row=row))
    assert await value("SELECT done_at IS NOT NULL FROM jobs_outbox WHERE id = $1", row)


@pytest.mark.parametrize("role", ["resident", "operator", "clerk", "official", "head", "moderator"])
async def test_the_logs_are_for_administrators_and_auditors(as_: AsRole, db: object, role: str) -> None:
    somebody = as_(role, new_id())
    with pytest.raises(Forbidden):
        await delivery_log(somebody, "all", 1)
    with pytest.raises(Forbidden):
        await standing(somebody)
    with pytest.raises(Forbidden):
        await revive(somebody, Row(row=1))


async def test_a_visitor_has_no_preferences(as_: AsRole, db: object) -> None:
    with pytest.raises(SignInNeeded):
        await preferences(as_("visitor"))


@pytest.fixture
async def administrator(client, as_: AsRole):
    """A browser in which an administrator of the demo staff is signed in."""
    await mapped(as_("system"))
    await demo.load(as_("system"))
    client.cookies.set("hs_session", (await staff_signed_in(as_(), "administrator")).secret)
    return client


async def test_the_administrator_works_with_the_pages(administrator, as_: AsRole) -> None:
    row = await dead()
    outbox = await administrator.get("/en/console/outbox")
    assert outbox.status_code == 200
    assert "LookupError" in outbox.text
    done = await administrator.post(f"/en/console/outbox/{row}/again")
    assert done.status_code == 303
    assert "LookupError" not in (await administrator.get("/en/console/outbox")).text
    assert (await administrator.post(f"/en/console/outbox/{row}/discard")).status_code == 404

    wish = Notify(contact="ada@house.test", template="question_news", about="Q-2026-000017")
    letter = await by_law(as_("system"), notify, wish)
    waiting = await administrator.get("/kk/console/deliveries?state=waiting")
    assert waiting.status_code == 200
    assert "question_news" in waiting.text
    assert "ada@house.test" not in waiting.text
    assert (await administrator.post(f"/kk/console/deliveries/{letter}/again")).status_code == 303

    await execute("UPDATE notifications_notification SET unwanted_at = queued_at WHERE id = $1", letter)
    assert "question_news" not in (await administrator.get("/kk/console/deliveries?state=waiting")).text
    unwanted = await administrator.get("/kk/console/deliveries?state=unwanted")
    assert "question_news" in unwanted.text
    assert f"/console/deliveries/{letter}/again" not in unwanted.text
    assert (await administrator.post(f"/kk/console/deliveries/{letter}/again")).status_code == 409


async def test_somebody_chooses_which_letters_to_get(administrator) -> None:
    assert (await administrator.get("/ru/me/notifications")).status_code == 200
    saved = await administrator.post("/ru/me/notifications", data={"wanted": ["overdue", "following"]})
    assert saved.status_code == 303
    page = (await administrator.get(saved.headers["location"])).text
    assert page.count(" checked") == 2
    assert (await administrator.post("/ru/me/notifications", data={"wanted": "nonsense"})).status_code == 422
