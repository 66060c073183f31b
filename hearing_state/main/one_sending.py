"""The head of an answer goes out together with the first piece of its body.

uvicorn hands them to the line one after the other, and each is sent at once: two calls of the system, two packets, and whoever listens
is woken twice, all of which costs more than finding the page of an address does. Nothing waits for it: what has no body by the end of the
same step of the loop goes alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

JOINED_AT_MOST = 64 * 1024
"""A longer piece is not copied for it."""


class Joining:
    """A line as one answer writes on it."""

    def __init__(
        self, line: asyncio.Transport, cycle: RequestResponseCycle, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._line, self._loop = line, loop
        self._cycle: RequestResponseCycle | None = cycle
        self._head: bytes | None = None
        self._has_begun = False

    def write(self, data: bytes) -> None:
        if self._has_begun or self._cycle is None or not self._cycle.response_started:
            self._after_the_head(data)
        else:
            self._has_begun, self._head = True, data
            self._loop.call_soon(self.flush)

    def _after_the_head(self, data: bytes) -> None:
        if self._head is not None and len(data) <= JOINED_AT_MOST:
            data, self._head = self._head + data, None
        self.flush()
        self._line.write(data)

    def flush(self) -> None:
        """What is held back goes now."""
        if self._head is not None:
            head, self._head = self._head, None
            self._line.write(head)

    def close(self) -> None:
        self.flush()
        self._line.close()

    def is_closing(self) -> bool:
        return self._line.is_closing()

    def before(self, then: Callable[[], None]) -> Callable[[], None]:
        """Whatever is written on the line after this answer comes after all of it.

        Then the two let go of each other: thousands of answers a second that only the collector of garbage could free stopped the house for
        some tenths of a second, again and again.
        """

        def done() -> None:
            self.flush()
            self._cycle = None
            then()

        return done


class OneSending(HttpToolsProtocol):
    """HTTP as uvicorn speaks it, in fewer packets."""

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        line = Joining(self.transport, cycle, self.loop)
        cycle.transport = line  # type: ignore[assignment]  # the part of a transport that a cycle asks for
        cycle.on_response = line.before(cycle.on_response)
        super()._start_asgi_task(cycle, app)
