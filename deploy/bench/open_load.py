"""An open loop: requests are due at their own pace, whether or not the house keeps up, and are timed from when they were due."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httptools

LINES_TO_EACH = 500
"""Keep-alive connections to one port, more than it lets in at once; what is due beyond waits here, and its time runs."""
SECONDS_TO_ANSWER = 15.0
TICK_SECONDS = 0.002
Wish = tuple[int, int, bytes]
"""(number of the caller, port, request)."""


@dataclass
class Offered:
    """``taken``: numbers whose request was done. Times in seconds from when each was due; ``done_at``: on the clock of this process."""

    seconds: float = 0.0
    taken: list[int] = field(default_factory=list)
    latencies: list[float] = field(default_factory=list)
    done_at: list[float] = field(default_factory=list)
    refused: list[float] = field(default_factory=list)
    wrong: set[str] = field(default_factory=set)

    @property
    def per_second(self) -> float:
        return len(self.taken) / self.seconds if self.seconds else 0.0

    @property
    def faults(self) -> tuple[str, ...]:
        return tuple(sorted(self.wrong))[:5]

    def percentile(self, share: float) -> float:
        """In milliseconds, of what was done."""
        return _percentile(self.latencies, share)

    def refused_percentile(self, share: float) -> float:
        return _percentile(self.refused, share)


def _percentile(times: list[float], share: float) -> float:
    ranked = sorted(times)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000 if ranked else 0.0


class _Line(asyncio.Protocol):
    """One keep-alive connection with one request under way."""

    def __init__(self, offered: Offered, free: deque[_Line], done: int) -> None:
        self._offered, self._free, self._done = offered, free, done
        self._transport: Any = None
        self.is_busy = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._free.append(self)

    def send(self, number: int, due: float, request: bytes) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._number, self._due, self.is_busy = number, due, True
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        status, now = self._parser.get_status_code(), time.perf_counter()
        took = now - self._due
        if status == self._done:
            self._offered.taken.append(self._number)
            self._offered.latencies.append(took)
            self._offered.done_at.append(now)
        elif status == 503:  # noqa: PLR2004  come again
            self._offered.refused.append(took)
        else:
            self._offered.wrong.add(f"answered {status}")
        self.is_busy = False
        self._free.append(self)

    def connection_lost(self, fault: Exception | None) -> None:
        if self.is_busy:
            self._offered.wrong.add(f"line lost: {fault!r}")
        self.is_busy = False

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


GO_AND_LOOK = 303
"""It was done, says the house to a form."""


async def offer(wishes: Iterator[Wish], rate: float, seconds: float, done: int = GO_AND_LOOK) -> Offered:
    """So many requests a second for so long; ends by itself, also when nobody answers. ``done``: the status that is wanted."""
    offered, loop = Offered(), asyncio.get_running_loop()
    free: dict[int, deque[_Line]] = {}
    lines: list[_Line] = []
    waiting: deque[tuple[float, Wish]] = deque()
    began, due_count = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        while due_count < passed * rate and (wish := next(wishes, None)) is not None:
            waiting.append((began + due_count / rate, wish))
            due_count += 1
            if wish[1] not in free:
                free[wish[1]] = deque()
                lines += await _connect(loop, wish[1], offered, free[wish[1]], done)
                began, due_count, waiting = (
                    time.perf_counter(),
                    0,
                    deque(),
                )  # the clock starts once the lines are there
        _send(waiting, free)
        await asyncio.sleep(TICK_SECONDS)
    offered.seconds = time.perf_counter() - began
    await _until_quiet(lines)
    for line in lines:
        line.close()
    return offered


def _send(waiting: deque[tuple[float, Wish]], free: dict[int, deque[_Line]]) -> None:
    held: list[tuple[float, Wish]] = []
    while waiting and any(free.values()):
        due, (number, port, request) = waiting.popleft()
        if free[port]:
            free[port].popleft().send(number, due, request)
        else:
            held.append((due, (number, port, request)))
    waiting.extendleft(reversed(held))


async def _connect(
    loop: asyncio.AbstractEventLoop, port: int, offered: Offered, free: deque[_Line], done: int
) -> list[_Line]:
    made = []
    for _number in range(LINES_TO_EACH):
        _transport, line = await loop.create_connection(lambda: _Line(offered, free, done), "127.0.0.1", port)
        made.append(line)
    return made


async def _until_quiet(lines: list[_Line]) -> None:
    for _tick in range(round(SECONDS_TO_ANSWER / TICK_SECONDS)):
        if not any(line.is_busy for line in lines):
            return
        await asyncio.sleep(TICK_SECONDS)
