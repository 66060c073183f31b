"""A small world for the jobs: listeners that write into a table, and what a relay gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from hearing_state.clock import Clock, FrozenClock
from hearing_state.db import execute, rows
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import Listener, Told
from hearing_state.jobs.relay import Relay

START = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Surroundings:
    now: datetime


class Notebook:
    """Listens, and writes down what it heard; fails on request, after it has written."""

    def __init__(self) -> None:
        self.failures_left = 0
        self.calls = 0

    async def run(self, context: Surroundings, told: Told) -> None:
        self.calls += 1
        await execute(
            "insert into heard (row_id, about, number) values ($1, $2, $3)",
            told.id,
            told.about,
            told.payload["n"],
        )
        if self.failures_left:
            self.failures_left -= 1
            raise ConnectionError("the pencil broke")


async def make_table() -> None:
    await execute("create table heard (place serial, row_id bigint, about text, number int)")


async def heard() -> list[tuple[str, int]]:
    return [
        (each["about"], each["number"])
        for each in await rows("select about, number from heard order by place")
    ]


def listener(notebook: Notebook, *, outward: bool = False) -> Listener:
    return Listener("probe.write_down", "probe.said", notebook.run, outward)


def relay(*listeners: Listener, clock: Clock | None = None, ticks=(), **more) -> Relay:
    clock = clock or FrozenClock(START)
    return Relay(listeners, ticks, lambda told: Surroundings(clock.now()), clock, **more)


async def say(number: int, about: str = "Q-1", once: str | None = None, at: datetime = START) -> int:
    return await outbox.tell("probe.said", about, {"n": number}, at=at, once=once, to=["probe.write_down"])
