"""Telling listeners: once-only in the database, at least once outside, in order, and later after a failure."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from hearing_state.clock import FrozenClock, SystemClock
from hearing_state.db import connected, execute, value
from hearing_state.errors import Conflict
from hearing_state.jobs import dead_letters, outbox
from hearing_state.jobs import relay as relay_module
from hearing_state.jobs.listeners import Listener, Told
from hearing_state.jobs.relay import ATTEMPTS, describe, pause
from tests.jobs.world import START, Notebook, heard, listener, make_table, relay, say
from tests.support import database


@pytest.fixture
async def table(db):
    await make_table()


async def test_what_was_said_is_heard(table):
    await say(1)
    notebook = Notebook()
    assert await relay(listener(notebook)).drain() == 1
    assert await heard() == [("Q-1", 1)]
    assert await relay(listener(notebook)).drain() == 0


async def test_a_job_that_fails_after_writing_has_written_nothing_and_is_tried_again(table):
    await say(1)
    notebook, clock = Notebook(), FrozenClock(START)
    notebook.failures_left = 2
    man = relay(listener(notebook), clock=clock)
    for _ in range(3):
        await man.drain()
        clock.advance(timedelta(minutes=5))
    assert notebook.calls == 3
    assert await heard() == [("Q-1", 1)]


async def test_a_failing_row_keeps_its_successors_waiting_and_nobody_else(table):
    await say(1, about="Q-1")
    await say(2, about="Q-1")
    await say(3, about="Q-2")
    notebook, clock = Notebook(), FrozenClock(START)
    notebook.failures_left = 1
    man = relay(listener(notebook), clock=clock)
    await man.drain()
    assert await heard() == [("Q-2", 3)]
    clock.advance(timedelta(minutes=5))
    await man.drain()
    assert await heard() == [("Q-2", 3), ("Q-1", 1), ("Q-1", 2)]


async def test_what_fails_too_often_is_buried_and_can_be_revived(table):
    await say(1)
    notebook, clock = Notebook(), FrozenClock(START)
    notebook.failures_left = ATTEMPTS
    man = relay(listener(notebook), clock=clock)
    for _ in range(ATTEMPTS + 3):
        await man.drain()
        clock.advance(timedelta(hours=2))
    (letter,) = await dead_letters.dead_letters()
    assert letter.attempts == notebook.calls == ATTEMPTS
    assert letter.error.startswith("ConnectionError: the pencil broke at world.py:")
    await dead_letters.revive(letter.id, clock.now())
    await man.drain()
    assert await heard() == [("Q-1", 1)]


async def test_a_row_that_kills_its_process_each_time_ends_as_a_dead_letter(table, monkeypatch):
    monkeypatch.setattr(relay_module, "CLAIMS", 3)
    await say(1)
    for each in range(2):  # two processes claimed it and were never heard of again
        await outbox.claim(1, START + timedelta(minutes=each), 30)
    notebook = Notebook()
    notebook.failures_left = 1
    await relay(listener(notebook), clock=FrozenClock(START + timedelta(hours=1))).drain()
    assert await dead_letters.how_many() == 1


async def test_a_row_for_nobody_is_put_off_with_its_reason(table):
    await say(1)
    await relay().drain()
    assert "nobody is called probe.write_down" in await value("select error from jobs_outbox")


async def test_an_outward_job_runs_outside_a_transaction(own_database):
    seen: list[tuple[bool, str]] = []

    async def post(_context: object, told: Told) -> None:
        from hearing_state.db import is_in_transaction

        seen.append((is_in_transaction(), told.message_id))
        if len(seen) == 1:
            raise TimeoutError

    await say(1)
    clock = FrozenClock(START)
    man = relay(
        Listener("probe.write_down", "probe.said", post, outward=True), clock=clock, domain="hearing.kz"
    )
    await man.drain()
    clock.advance(timedelta(minutes=1))
    await man.drain()
    number = await value("select id from jobs_outbox where done_at is not null")
    assert seen == [(False, f"<outbox-{number}@hearing.kz>")] * 2


async def test_two_relays_that_both_believe_they_hold_a_row_leave_one_effect(own_database):
    await make_table()
    await say(1)
    asleep, awake = asyncio.Event(), asyncio.Event()

    class Sleeper(Notebook):
        async def run(self, context, told):
            asleep.set()
            await awake.wait()
            await super().run(context, told)

    slow, quick = Sleeper(), Notebook()
    first = asyncio.create_task(relay(listener(slow), lease_seconds=30.0).drain())
    await asleep.wait()
    later = FrozenClock(START + timedelta(minutes=10))  # the lease is long over, but the row is still locked
    assert await relay(listener(quick), clock=later).drain() == 0
    await execute("select 1")
    awake.set()
    assert await first == 1
    assert await heard() == [("Q-1", 1)]


async def test_many_relays_in_many_pools_do_everything_once_and_in_order(own_database):
    await make_table()
    for number in range(60):
        await say(number, about=f"Q-{number % 5}", at=SystemClock().now())

    async def man() -> int:
        async with connected(database.house_config(own_database)):
            return await relay(listener(Notebook()), clock=SystemClock()).drain()

    done = await asyncio.gather(*(asyncio.create_task(man()) for _ in range(3)))
    assert sum(done) == 60
    told = await heard()
    assert sorted(number for _, number in told) == list(range(60))
    for thing in range(5):
        numbers = [number for about, number in told if about == f"Q-{thing}"]
        assert numbers == sorted(numbers)


def test_pauses_double_up_to_an_hour():
    longest = [pause(attempt, spread=lambda _low, high: high) for attempt in (1, 2, 5, 11, 12, 16)]
    assert longest == [2, 4, 32, 2048, 3600, 3600]


def test_an_error_is_described_without_what_a_person_wrote():
    assert describe(Conflict("question.closed", text="my secret")) == "conflict: question.closed"
    assert "secret" not in describe(ValueError("my secret"))
