"""The statements that readers share are planned once, not anew for each number of readers: planning them costs more than running them."""

from datetime import UTC, datetime

import pytest

from hearing_state.clock import day_of
from hearing_state.db import direct
from hearing_state.ids import new_id, new_secret, secret_digest
from hearing_state.people import queries as people
from hearing_state.questions import whole

NOW = datetime(2026, 11, 23, 7, tzinfo=UTC)
RUNS = 30
"""PostgreSQL tries five plans of its own for each; from then on it takes the one for all where that is no dearer."""
SHARED = {
    "a question's page": (
        whole._WHOLE,
        lambda many: ([f"Q-2026-{n:06}" for n in range(many)], [new_id() for _n in range(many)]),
    ),
    "who is signed in": (
        people._BY_SECRET,
        lambda many: (
            [secret_digest(new_secret()) for _n in range(many)],
            NOW,
            *people._LIMITS,
            day_of(NOW),
        ),
    ),
}


@pytest.mark.parametrize("name", list(SHARED))
async def test_a_shared_statement_is_planned_once_for_any_number_of_readers(own_database, name: str):
    sql, asked = SHARED[name]
    line = await direct(own_database)
    try:
        prepared = await line.prepare(sql)
        for run in range(RUNS):
            await prepared.fetch(*asked(1 + run % 9))
        plans = await line.fetchrow(
            "SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement = $1", sql
        )
    finally:
        await line.close()
    assert plans["custom_plans"] <= 5
    assert plans["generic_plans"] >= RUNS - 5
