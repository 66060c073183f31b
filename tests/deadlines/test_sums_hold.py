"""The board's sums against a count of all clocks, while clocks are opened, settled, moved, handed over and deleted from many sides at once,
two workers add up, and some of what is begun is undone: at each moment they are the same.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import fields
from datetime import date, timedelta
from typing import Any

import pytest

from hearing_state.actions import Context
from hearing_state.db import execute, retrying, row, rows, transaction
from hearing_state.deadlines import board
from hearing_state.deadlines.actions.sum_up import SumUp, sum_up
from tests.deadlines.clocks import AKIM, MINISTRY, at, opened

TODAY = date(2026, 9, 29)
CLOCKS, WRITERS, CHANGES = 40, 6, 40
PLACES = ("113237100", "710000000", None)
RULES = ("appeal.answer", "complaint.answer")
NARROWED: tuple[dict[str, Any], ...] = (
    {},
    {"rule": "appeal.answer"},
    {"agency": AKIM},
    {"agency": MINISTRY, "rule": "complaint.answer"},
    {"place": "110000000"},
)
_COUNTED = """
SELECT count(*) FILTER (WHERE settled_on IS NULL AND (due_on >= $1 OR due_on IS NULL)) AS owed,
       count(*) FILTER (WHERE settled_on IS NULL AND due_on < $1) AS overdue,
       count(*) FILTER (WHERE outcome <> 'withdrawn' AND (due_on IS NULL OR settled_on <= due_on)) AS kept,
       count(*) FILTER (WHERE outcome <> 'withdrawn' AND settled_on > due_on) AS late,
       count(*) FILTER (WHERE outcome = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE settled_on IS NULL AND due_on = $1) AS due_today,
       count(*) FILTER (WHERE settled_on IS NULL AND due_on IS NULL) AS paused,
       count(*) FILTER (WHERE settled_on BETWEEN $1::date - 6 AND $1 AND outcome <> 'withdrawn') AS answered_this_week
  FROM deadlines_clock WHERE kind = 'duty' AND ($2::text IS NULL OR rule_id = $2) AND ($3::uuid IS NULL OR agency_id = $3)
   AND ($4::text IS NULL OR starts_with(place_code, left($4, 2)))
"""


class Undone(Exception):
    """Raised to roll back what was done."""


@asynccontextmanager
async def one_moment() -> AsyncIterator[None]:
    """Several statements that see the same."""
    async with transaction():
        await execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


async def must_agree(reader: Context) -> None:
    async with one_moment():
        for narrowed in NARROWED:
            told = await board.totals(reader, **narrowed)
            counted = await row(
                _COUNTED, TODAY, narrowed.get("rule"), narrowed.get("agency"), narrowed.get("place")
            )
            assert told == board.Totals(**(counted or {})), narrowed


async def change(chance: random.Random) -> None:
    """Some clocks become something else; a third of it is thought better of."""
    day = TODAY + timedelta(days=chance.randint(-9, 3))
    some = "SELECT id FROM (SELECT id FROM deadlines_clock ORDER BY id OFFSET $1 LIMIT 3) s"
    changes: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("settled_on = $2, outcome = 'answered'", (day,)),
        ("settled_on = $2, outcome = 'withdrawn'", (day,)),
        ("settled_on = NULL, outcome = NULL", ()),
        ("due_on = $2", (day,)),
        ("due_on = NULL", ()),
        ("agency_id = $2", (chance.choice((AKIM, MINISTRY, None)),)),
        ("place_code = $2", (chance.choice(PLACES),)),
        ("kind = $2", (chance.choice(("duty", "step")),)),
        ("rule_id = $2", (chance.choice(RULES),)),
    )
    what, given = chance.choice(changes)
    first = chance.randrange(CLOCKS - 3)
    sql = f"WITH s AS ({some} FOR UPDATE) UPDATE deadlines_clock SET {what} WHERE id IN (SELECT id FROM s)"
    async with transaction():
        await execute(sql, first, *given)
        if chance.random() < 0.3:
            raise Undone


async def write(house: Context, seed: int) -> None:
    chance = random.Random(seed)

    async def once() -> None:
        with suppress(Undone):
            await change(chance)

    for number in range(CHANGES):
        if number % 12 == 0:
            made = await opened(house, about=f"Q-2026-1{seed:02}{number:03}", rule=chance.choice(RULES))
            if chance.random() < 0.5:
                await execute("DELETE FROM deadlines_event WHERE clock_id = $1", made.clock)
                await execute("DELETE FROM deadlines_clock WHERE id = $1", made.clock)
        await retrying(once)


async def add_up(house: Context, done: asyncio.Event, seed: int) -> None:
    chance = random.Random(seed)
    while not done.is_set():
        await sum_up(house, SumUp(at_once=chance.choice((1, 7, 50))))
        await asyncio.sleep(0)


async def look(reader: Context, done: asyncio.Event) -> list[board.Totals]:
    """What the board of the country told meanwhile."""
    told = []
    while not done.is_set():
        await must_agree(reader)
        told.append(await board.totals(reader))
    return told


async def test_sums_never_drift(own_database: str, as_) -> None:
    del own_database
    house, reader = as_("system"), as_(at=at("2026-09-29"))
    for number in range(CLOCKS):
        await opened(
            house,
            about=f"Q-2026-{number:06}",
            agency=(AKIM, MINISTRY)[number % 2],
            place=PLACES[number % 3],
            rule=RULES[number % 2],
        )
    done = asyncio.Event()
    adding = [asyncio.create_task(add_up(house, done, seed)) for seed in (1, 2)]
    looking = asyncio.create_task(look(reader, done))
    try:
        await asyncio.gather(*(write(house, seed) for seed in range(WRITERS)))
    finally:
        done.set()
    await asyncio.gather(*adding)
    told = await looking
    for each in fields(board.Totals):
        assert any(getattr(seen, each.name) for seen in told), f"nothing was ever {each.name}"
    await must_agree(reader)
    while await sum_up(house, SumUp()):
        pass
    await must_agree(reader)
    for table in ("deadlines_settled", "deadlines_settled_by", "deadlines_on_day"):
        assert await rows(f"SELECT * FROM {table} WHERE n < 0") == []


@pytest.mark.parametrize("table", ["deadlines_settled", "deadlines_settled_by", "deadlines_on_day"])
async def test_a_sum_that_drifted_would_be_seen(own_database: str, as_, table: str) -> None:
    """Of the test above: what it compares is what the board reads."""
    del own_database
    house, reader = as_("system"), as_(at=at("2026-09-29"))
    made = await opened(house)
    await execute(
        "UPDATE deadlines_clock SET settled_on = $2, outcome = 'answered' WHERE id = $1", made.clock, TODAY
    )
    await sum_up(house, SumUp())
    await must_agree(reader)
    await execute(f"UPDATE {table} SET n = n + 1")
    with pytest.raises(AssertionError):
        await must_agree(reader)
