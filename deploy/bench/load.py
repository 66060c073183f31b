"""A closed loop of callers over raw keep-alive connections: each asks again as soon as it was answered."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httptools

CALLERS = 16
SECONDS_TO_ANSWER = 20.0
NextRequest = Callable[[], bytes | None]


@dataclass
class Measured:
    """What one run came to. ``refused`` holds the first answers that were not wanted. ``received``: bytes, as they came."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    received: int = 0

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """In milliseconds."""
        ranked = sorted(self.latencies)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * 1000 if ranked else 0.0


class Caller(asyncio.Protocol):
    """One connection with one request under way at a time."""

    def __init__(self, next_request: NextRequest, until: float, measured: Measured) -> None:
        self._next, self._until, self._measured = next_request, until, measured
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._transport: Any = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._ask()

    def _ask(self) -> None:
        request = self._next() if time.perf_counter() < self._until else None
        if request is None:
            self._transport.close()
            return
        self._parser = httptools.HttpResponseParser(self)
        self._asked = request
        self._began = time.perf_counter()
        self._transport.write(request)

    def data_received(self, data: bytes) -> None:
        self._measured.received += len(data)
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        status = self._parser.get_status_code()
        # The good ones; a form that was taken sends its sender on.
        if 200 <= status < 300 or (status == 303 and self._asked.startswith(b"POST ")):  # noqa: PLR2004
            self._measured.latencies.append(time.perf_counter() - self._began)
        elif len(self._measured.refused) < CALLERS:
            self._measured.refused.append(f"{status} to {self._asked.splitlines()[0].decode()}")
        asyncio.get_running_loop().call_soon(self._ask)

    def connection_lost(self, fault: Exception | None) -> None:
        if fault is not None:
            self._measured.refused.append(repr(fault))
        if not self.done.done():
            self.done.set_result(None)


async def drive(
    ports: int | Sequence[int], next_request: NextRequest, seconds: float, callers_at_once: int | None = None
) -> Measured:
    """Ask for so long; ends by itself, also when nobody answers. Over several ports the callers are spread evenly."""
    measured = Measured()
    loop = asyncio.get_running_loop()
    began = time.perf_counter()
    until = began + seconds
    callers = []
    doors = [ports] if isinstance(ports, int) else ports
    for number in range(callers_at_once or CALLERS):
        _transport, caller = await loop.create_connection(
            lambda: Caller(next_request, until, measured), "127.0.0.1", doors[number % len(doors)]
        )
        callers.append(caller.done)
    _answered, silent = await asyncio.wait(callers, timeout=seconds + SECONDS_TO_ANSWER)
    measured.seconds = time.perf_counter() - began
    measured.refused += ["no answer"] * len(silent)
    return measured


def get(port: int, path: str, **headers: str) -> bytes:
    return _request("GET", port, path, headers, b"")


def post(port: int, path: str, body: bytes, **headers: str) -> bytes:
    return _request("POST", port, path, {"content_type": "application/json", **headers}, body)


def _request(method: str, port: int, path: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Accept-Encoding: gzip",
        "Accept-Language: kk",
    ]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}"] if body else []
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body
