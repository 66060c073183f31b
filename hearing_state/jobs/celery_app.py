"""Celery as the bell: it carries wake-ups between processes and counts the seconds; the work lies in the outbox.

The same code runs on ``memory://`` inside one process, on RabbitMQ and on Redis or Valkey. Celery has no
asyncio, so a task hands its coroutine to the one loop of its process, where the database is open.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog
from celery import Celery
from celery.beat import Scheduler, Service
from celery.worker import WorkController
from celery.worker import state as worker_state

from hearing_state.jobs import bell

log = structlog.get_logger("jobs")
DRAIN = "hearing_state.drain"
TICK = "hearing_state.tick"
QUEUE = "hearing-state"
EVERY_SECONDS = 1.0
STALE_SECONDS = 30
"""A wake-up that nobody heard for so long is thrown away: the next one says the same."""
THREADS = 4
SECONDS_TO_BEGIN = 20.0
SECONDS_TO_END = 20.0


class Work(Protocol):
    """What is done when the bell rings (a Relay)."""

    async def drain(self) -> int: ...

    async def tick(self) -> int: ...


def make_celery(broker_url: str) -> Celery:
    """Settings for every broker; those for one kind of broker do no harm to the others."""
    app = Celery(QUEUE, broker=broker_url, set_as_current=False)
    app.conf.update(
        task_default_queue=QUEUE,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_default_delivery_mode="transient",
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_redirect_stdouts=False,
        worker_enable_remote_control=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_connection_timeout=4.0,
        broker_transport_options=_transport_options(broker_url),
        beat_schedule={
            name: {"task": name, "schedule": EVERY_SECONDS, "options": {"expires": STALE_SECONDS}}
            for name in (TICK, DRAIN)
        },
    )
    if broker_url.startswith(("amqp", "pyamqp")):
        app.conf.update(task_default_queue_type="quorum", task_default_delivery_mode="persistent")
    return app


def _transport_options(broker_url: str) -> dict[str, Any]:
    if broker_url.startswith("memory"):
        return {"polling_interval": 0.05}  # a second by default
    if broker_url.startswith(("redis", "rediss", "valkey")):
        return {"visibility_timeout": 120, "socket_timeout": 5, "socket_keepalive": True}
    return {"confirm_publish": True}


@dataclass
class Bridge:
    """From Celery's threads to the loop on which the database is open."""

    loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)

    def run(self, make: Callable[[], Awaitable[int]]) -> int:
        """Blocks a thread of Celery until the loop has done it."""
        answer: concurrent.futures.Future[int] = concurrent.futures.Future()

        async def carried() -> None:
            try:
                answer.set_result(await make())
            except BaseException as error:  # noqa: BLE001 - it is raised again in the thread that waits
                answer.set_exception(error)

        def begin() -> None:
            running.append(self.loop.create_task(carried(), context=self.context.copy()))

        running: list[asyncio.Task[None]] = []
        self.loop.call_soon_threadsafe(begin)
        return answer.result()


class _Worker(WorkController):  # type: ignore[misc]  # celery has no types
    ready: threading.Event

    def on_consumer_ready(self, _consumer: Any) -> None:
        self.ready.set()


class WorkerThread:
    """A Celery worker beside the loop: a pool of threads that wait for the loop."""

    def __init__(self, app: Celery, work: Work) -> None:
        bridge = Bridge()
        for name, verb in ((DRAIN, work.drain), (TICK, work.tick)):
            app.task(name=name, shared=False)(_task(bridge, verb))
        app.set_default()  # threads of the pool look the default app up, whatever app they were made for
        self._worker = _Worker(
            app=app,
            pool="threads",
            concurrency=THREADS,
            loglevel="WARNING",
            hostname=f"{QUEUE}@{id(self)}",
            without_heartbeat=True,
            without_mingle=True,
            without_gossip=True,
        )
        self._worker.ready = threading.Event()
        self._thread = threading.Thread(target=self._worker.start, daemon=True, name="celery-worker")

    def start(self) -> None:
        worker_state.should_stop = None
        self._thread.start()

    def wait_until_ready(self) -> bool:
        return bool(self._worker.ready.wait(SECONDS_TO_BEGIN))

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        worker_state.should_stop = 0  # read by the consumer's loop: finish what runs, then end
        self._thread.join(SECONDS_TO_END)
        worker_state.should_stop = None


class BeatThread:
    """Celery's beat without a file: what is due stands in the database, the beat only knocks."""

    def __init__(self, app: Celery) -> None:
        self._service = Service(app, max_interval=EVERY_SECONDS, scheduler_cls=Scheduler)
        self._thread = threading.Thread(
            target=self._service.start, kwargs={"embedded_process": False}, daemon=True, name="celery-beat"
        )

    def start(self) -> None:
        self._thread.start()

    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def stop(self) -> None:
        self._service.stop(wait=False)
        self._thread.join(SECONDS_TO_END)


class BellThread:
    """Sends a wake-up after commits: many rings in a moment are one message, and a lost one harms nobody."""

    def __init__(self, app: Celery) -> None:
        self._app = app
        self._rung = threading.Event()
        self._ending = False
        self._thread = threading.Thread(target=self._send, daemon=True, name="bell")

    def start(self) -> None:
        self._thread.start()
        bell.hang(self.ring)

    def ring(self) -> None:
        self._rung.set()

    def stop(self) -> None:
        bell.unhang(self.ring)
        self._ending = True
        self._rung.set()
        self._thread.join(SECONDS_TO_END)

    def _send(self) -> None:
        while self._rung.wait() and not self._ending:
            self._rung.clear()
            try:
                self._app.send_task(DRAIN, queue=QUEUE, expires=STALE_SECONDS, retry=False)
            except Exception as error:  # noqa: BLE001 - the timetable comes by within a second
                log.info("bell_not_heard", error=type(error).__name__)


@dataclass(frozen=True)
class Belfry:
    """What runs in this process."""

    app: Celery
    parts: tuple[WorkerThread | BeatThread, ...]

    def is_alive(self) -> bool:
        """False once a thread has ended by itself: then the process should end and be started anew."""
        return all(part.is_alive() for part in self.parts)


@asynccontextmanager
async def ringing(broker_url: str, work: Work | None = None, *, beat: bool = False) -> AsyncIterator[Belfry]:
    """The bell of this process; with ``work`` also a worker, with ``beat`` also the timetable.

    Enter it in the task and context in which the database is open: work runs on this loop.
    """
    app = make_celery(broker_url)
    worker = WorkerThread(app, work) if work else None
    parts: list[WorkerThread | BeatThread | BellThread] = [BellThread(app)]
    parts += [worker] if worker else []
    parts += [BeatThread(app)] if beat else []
    running: list[WorkerThread | BeatThread | BellThread] = []
    try:
        for part in parts:
            part.start()
            running.append(part)
        if worker and broker_url.startswith("memory"):
            await asyncio.to_thread(worker.wait_until_ready)
        yield Belfry(app, tuple(part for part in parts if not isinstance(part, BellThread)))
    finally:
        for part in reversed(running):
            await asyncio.to_thread(part.stop)
        await asyncio.to_thread(app.close)


def _task(bridge: Bridge, verb: Callable[[], Awaitable[int]]) -> Callable[[], None]:
    def body() -> None:
        try:
            bridge.run(verb)
        except Exception as error:  # noqa: BLE001 - the rows still wait; the next wake-up is a second away
            log.warning("work_failed", error=type(error).__name__, reason=str(error)[:200])

    return body
