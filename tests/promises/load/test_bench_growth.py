"""The benches of growth fill a real house, a small one here: what lies in it afterwards adds up, and its pages show it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from deploy.bench import growth, growth_petitions_fill, growth_questions_fill, growth_told
from deploy.bench.growth_told import Look
from deploy.bench.load import Measured
from hearing_state.db import row, rows, value
from hearing_state.deadlines import board
from hearing_state.main.demo import load
from hearing_state.main.house import open_house
from hearing_state.questions import queries as questions
from petitions.browsing import queries as petitions
from petitions.browsing.queries import Filters
from petitions.signing import recounting
from tests.support.contexts import settings_for_tests

PETITIONS, SIGNATURES, QUESTIONS, BODIES = 240, 4_000, 600, 12


@pytest.fixture
async def filled(own_database: str, tmp_path):
    """The demo's house with both fillings; its context."""
    settings = settings_for_tests(tmp_path, database_url=own_database)
    async with open_house(settings) as house:
        await load(house)
        built = await _indexes()
        told = await growth_petitions_fill.fill(own_database, PETITIONS, SIGNATURES)
        assert told["petitions"] >= PETITIONS
        assert told["signatures"] >= SIGNATURES
        await growth_questions_fill.close_months(own_database)
        assert (await growth_questions_fill.fill(own_database, QUESTIONS, BODIES))["questions"] >= QUESTIONS
        assert await _indexes() == built
        yield house.context()


async def _indexes() -> list[str]:
    """By name: PostgreSQL writes the condition of one that was made anew in other words."""
    found = await rows("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname")
    return [each["indexname"] for each in found]


async def test_what_was_filled_adds_up_and_is_shown(filled):
    missing = await rows("SELECT conname FROM pg_constraint WHERE NOT convalidated")
    assert missing == []
    assert await recounting.different() == []
    totals = await board.totals(filled)
    assert totals.all == await value("SELECT count(*)::int FROM deadlines_clock WHERE kind = 'duty'")
    assert 0 < totals.overdue < totals.open < totals.all
    assert await value("SELECT sum(n)::int FROM questions_closed") == await value(
        "SELECT count(*)::int FROM questions_question WHERE closed_at IS NOT NULL"
    )
    judged = await row(
        "SELECT sum(kept + late + silent)::int AS n, (SELECT count(*)::int FROM figures_fact WHERE what = 'duty') AS facts FROM figures_line"
    )
    assert judged is not None
    assert 0 < judged["n"] <= judged["facts"]


async def test_lists_show_it_whichever_way_they_are_sorted(filled):
    for tab in petitions.TABS:
        shown = await petitions.listed(filled, Filters(tab=tab))
        assert shown.total >= len(shown.items) > 0
    for sort in ("", "due", "waiting"):
        for state in ("", "open", "answered"):
            found = await questions.listed(filled, questions.Filters(sort=sort, state=state))
            assert len(found.items) == found.size
    assert (await questions.listed(filled, questions.Filters(text="жол"))).items
    assert (await questions.listed(filled, questions.Filters(overdue=True))).items


def test_shares_are_all_of_them_and_the_first_has_most():
    made = growth_petitions_fill.shares(200, 5_000)
    assert sum(made) == 5_000
    assert made[0] == max(made) > 20 * made[-1]


def test_both_houses_and_their_ratio_are_told():
    quick = Look(Measured(1.0, [0.001 * n for n in range(1, 101)]), 4.0, 2.0)
    slow = Look(Measured(1.0, [0.002 * n for n in range(1, 101)], ["503 to GET /"]), 4.0, 3.0)
    rounds = [({"page": quick}, {"page": slow})] * 3
    found = growth_told.figures({"page": "a page"}, rounds)
    assert (found["page_beside_p99_ms"], found["page_full_p99_ms"], found["page_ratio"]) == (
        100.0,
        200.0,
        2.0,
    )
    assert (found["page_cpu_ratio"], found["page_full_statements"]) == (1.5, 4.0)
    assert "a page" in growth_told.table({"page": "a page"}, found)
    assert growth_told.refusals(rounds) == ["page: 503 to GET /"]


_BUSY_CHILD = """
import os, subprocess, sys
subprocess.run([sys.executable, "-c", "import time\\nwhile time.process_time() < 0.4: pass"], check=True)
print(sum(os.times()[:2]), flush=True)
sys.stdin.read()
"""


def test_time_of_children_that_have_ended_is_counted():
    with subprocess.Popen(
        [sys.executable, "-c", _BUSY_CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        own = float(parent.stdout.readline())
        assert growth.cpu_seconds([parent.pid]) >= own + 0.35
