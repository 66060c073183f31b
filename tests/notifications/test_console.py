"""An administrator sees what waits and what failed; nobody else does."""

from __future__ import annotations

import pytest

from hearing_state.db import execute, value
from hearing_state.errors import Forbidden, NotFound, SignInNeeded
from hearing_state.ids import new_id
from hearing_state.notifications.actions.dead_letters import Row, discard, revive
from hearing_state.notifications.console.outbox import standing
from hearing_state.notifications.queries import delivery_log, preferences
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
