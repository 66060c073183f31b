"""Transactions and plain SQL."""

from __future__ import annotations

import asyncio

import pytest
from tortoise.context import TortoiseContext
from tortoise.exceptions import IntegrityError

from hearing_state.db import (
    connected,
    database_config,
    direct,
    execute,
    is_in_transaction,
    retrying,
    row,
    rows,
    rows_replanned,
    transaction,
    using,
    value,
    violated,
)
from hearing_state.errors import Unavailable


@pytest.fixture
async def box(db):
    await execute("create table box (number int constraint box_number_once unique)")


async def test_statements_say_how_many_rows_they_touched(box):
    assert await execute("insert into box select generate_series(1, $1)", 3) == 3
    assert await execute("update box set number = number + 10 where number > 1") == 2
    assert await execute("delete from box where number = 99") == 0


async def test_returning_returns(box):
    assert await rows("insert into box values (7), (8) returning number") == [{"number": 7}, {"number": 8}]
    assert await row("select number from box where number = 7") == {"number": 7}
    assert await row("select number from box where number = 9") is None
    assert await value("select count(*) from box") == 2


async def kept_plans(sql: str) -> int:
    return await value("select count(*) from pg_prepared_statements where statement = $1", sql)


async def test_a_statement_can_be_planned_anew_each_time(box):
    await execute("insert into box values (1), (2), (3)")
    sql = "select number from box where number >= $1 order by number"
    for _time in range(7):  # the sixth run of a kept statement takes one plan for all parameters
        assert await rows_replanned(sql, 2) == [{"number": 2}, {"number": 3}]
    assert await kept_plans(sql) == 0
    assert await rows(sql, 2) == [{"number": 2}, {"number": 3}]
    assert await kept_plans(sql) == 1


async def put_two_and_one() -> None:
    async with transaction():
        await execute("insert into box values (2)")
        await execute("insert into box values (1)")


async def test_a_failed_inner_transaction_leaves_the_outer_one_whole(box):
    async with transaction():
        await execute("insert into box values (1)")
        with pytest.raises(IntegrityError) as refused:
            await put_two_and_one()
        assert violated(refused.value) == "box_number_once"
    assert await rows("select number from box") == [{"number": 1}]


async def test_the_first_of_two_tests_leaves_nothing(db):
    assert await value("select to_regclass('left_behind')") is None
    await execute("create table left_behind ()")


test_the_second_of_two_tests_finds_nothing = test_the_first_of_two_tests_leaves_nothing


async def test_outside_a_test_one_knows_whether_one_is_in_a_transaction(own_database):
    assert not is_in_transaction()
    async with transaction():
        assert is_in_transaction()
    assert not is_in_transaction()


async def test_many_requests_share_one_context(own_database, database_url):
    config = database_config(own_database, {"probe": "tests.db.probe.models"}, pool_max=3)
    async with connected(config) as context:
        pass_on: list[int] = []

        async def request(number: int) -> None:
            with using(context):
                async with transaction():
                    pass_on.append(await value("select $1::int", number))

        await asyncio.create_task(asyncio.wait_for(asyncio.gather(*map(request, range(20))), 10))
        assert sorted(pass_on) == list(range(20))


async def test_clashing_transactions_are_tried_again(own_database):
    await execute("create table purse (id int primary key, amount int)")
    await execute("insert into purse values (1, 0), (2, 0)")

    async def move(first: int, second: int) -> None:
        async def once() -> None:
            async with transaction():
                await execute("update purse set amount = amount + 1 where id = $1", first)
                await asyncio.sleep(0.05)
                await execute("update purse set amount = amount + 1 where id = $1", second)

        await retrying(once)

    await asyncio.gather(move(1, 2), move(2, 1))  # a deadlock, unless one gives way
    assert await rows("select amount from purse order by id") == [{"amount": 2}, {"amount": 2}]


async def test_an_absent_database_is_unavailable(tmp_path):
    config = database_config(f"postgres://nobody@/none?host={tmp_path}", {"probe": "tests.db.probe.models"})
    context = TortoiseContext()
    with using(context):
        await context.init(config=config)
        with pytest.raises(Unavailable, match=r"database\.away"):
            await value("select 1")
        with pytest.raises(Unavailable, match=r"database\.away"):
            async with transaction():
                pass


async def lose_the_connection(outside) -> None:
    async with transaction():
        mine = await value("select pg_backend_pid()")
        await outside.fetch("select pg_terminate_backend($1)", mine)
        await value("select 1")


async def test_a_pool_recovers_when_its_connections_are_cut(own_database):
    outside = await direct(own_database)
    for _ in range(10):  # more often than the pool has connections: none may leak
        with pytest.raises(Unavailable):
            await lose_the_connection(outside)
    await outside.close()
    assert await asyncio.wait_for(value("select 1"), 5) == 1
