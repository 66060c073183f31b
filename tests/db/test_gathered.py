"""Many askers, few statements, and nobody is given an answer read before she asked."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.context import TortoiseContext

from hearing_state.db import Gathered, GatheredHere, connected, execute, rows, transaction, using, value
from hearing_state.db import gathered as module
from hearing_state.errors import Unavailable
from tests.support import database


@pytest.fixture
async def shelf(own_database):
    await execute("CREATE TABLE shelf (name text PRIMARY KEY, size int)")
    await execute("INSERT INTO shelf SELECT 'n' || n, n FROM generate_series(1, 1000) n")
    read: list[int] = []

    async def sizes(names):
        read.append(len(names))
        found = await rows("SELECT name, size FROM shelf WHERE name = ANY ($1::text[])", list(names))
        return {each["name"]: each["size"] for each in found}

    return Gathered(sizes), read


async def test_a_thousand_askers_take_a_handful_of_statements(shelf):
    gathered, read = shelf
    answers = await asyncio.gather(*(gathered.get(f"n{at}") for at in range(1, 1001)), gathered.get("none"))
    assert answers == [*range(1, 1001), None]
    assert sum(read) == 1001
    assert len(read) <= 1001 // module.AT_ONCE + 2


async def test_what_was_committed_before_the_question_is_in_the_answer(shelf):
    gathered, _read = shelf

    async def change_and_ask(at: int) -> None:
        await execute("UPDATE shelf SET size = 0 WHERE name = $1", f"n{at}")
        assert await gathered.get(f"n{at}") == 0

    await asyncio.gather(*(change_and_ask(at) for at in range(1, 101)))


async def test_inside_a_transaction_one_reads_what_it_wrote(shelf):
    gathered, _read = shelf
    async with transaction():
        await execute("UPDATE shelf SET size = -1 WHERE name = 'n1'")
        assert await gathered.get("n1") == -1


async def test_a_fault_is_told_to_those_who_asked_and_the_next_reading_goes_on(own_database):
    faults = [ValueError("once")]

    async def read(keys):
        if faults:
            raise faults.pop()
        return {key: key for key in keys}

    gathered = Gathered(read)
    answers = await asyncio.gather(gathered.get("a"), gathered.get("b"), return_exceptions=True)
    assert [type(each) for each in answers] == [ValueError, ValueError]
    assert await gathered.get("a") == "a"


async def test_too_many_askers_are_told_at_once_and_who_leaves_stops_nobody(own_database, monkeypatch):
    monkeypatch.setattr(module, "WAITING_MAX", 3)

    async def read(keys):
        return {key: key for key in keys}

    gathered = Gathered(read)
    tasks = [asyncio.create_task(gathered.get(f"k{at}")) for at in range(5)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert isinstance(answers[0], asyncio.CancelledError)
    assert answers[1:3] == ["k1", "k2"]
    assert [type(each) for each in answers[3:]] == [Unavailable, Unavailable]


async def test_for_a_module_each_database_is_read_for_itself(own_database):
    async def read(keys):
        size = await value("SELECT size FROM here")
        return dict.fromkeys(keys, size)

    gathered = GatheredHere(read)
    await execute("CREATE TABLE here AS SELECT 1 AS size")
    async with database.cloned() as other:

        async def elsewhere() -> list[int | None]:
            async with connected(database.house_config(other)):
                await execute("CREATE TABLE here AS SELECT 2 AS size")
                return list(await asyncio.gather(gathered.get("a"), gathered.get("b")))

        answers = await asyncio.gather(gathered.get("a"), asyncio.create_task(elsewhere()), gathered.get("b"))
    assert answers == [1, [2, 2], 1]


def test_a_reader_on_a_loop_that_was_ended_keeps_nobody_waiting():
    never, open_here = asyncio.Event(), TortoiseContext()
    asked: list[int] = []

    async def read(keys):
        asked.append(len(keys))
        if len(asked) == 1:
            await never.wait()
        return {key: key for key in keys}

    gathered = GatheredHere(read)

    async def ask() -> str | None:
        with using(open_here):
            if not asked:
                await open_here.init(config=database.house_config("postgres://nobody@127.0.0.1:1/nowhere"))
            return await asyncio.wait_for(gathered.get("a"), 0.05 if not asked else 5)

    with pytest.raises(TimeoutError):
        asyncio.run(ask())
    assert asyncio.run(ask()) == "a"
