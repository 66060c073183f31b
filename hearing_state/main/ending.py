"""A server that is told to end without anybody noticing: it takes no new line, answers what comes on the old ones, and then goes.

uvicorn's own closes its ear with callers still waiting at it, and idle lines at once; a request that nginx has just put on one is lost,
and one that may have changed something is not asked again of anybody. Here whoever waits at the ear is taken before it is closed,
every answer says that its line ends, and idle lines are left until nginx lets them go by itself (``keepalive_timeout`` in
deploy/nginx, shorter than this).

Its lines also turn acts away for which there is no room (hearing_state/web/door.py): before a request has cost anything but being read, or
a stampede would have a house busy with saying that it is busy.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import uvicorn
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from hearing_state.web.door import DOOR
from hearing_state.web.metrics import METRICS
from hearing_state.web.security import SAFE_METHODS
from hearing_state.web.shelf import wishes_of
from hearing_state.web.turning_away import turned_away

SECONDS_FOR_IDLE_LINES = 5.0
LOOKS_EVERY_SECONDS = 0.05

_ending: list[bool] = []


class Lines(HttpToolsProtocol):
    """HTTP as uvicorn speaks it; once the server is ending, each answer is the last on its line."""

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if _ending and self.cycle is not None:
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        if cycle.scope["method"] in SAFE_METHODS or len(self.tasks) < DOOR.acts_at_once():
            super()._start_asgi_task(cycle, app)
        else:
            self._turn_away(cycle)

    def on_message_complete(self) -> None:
        super().on_message_complete()
        was_answered_before = self.cycle is not None and self.cycle.response_complete
        if was_answered_before and self.timeout_keep_alive_task is None and not self.transport.is_closing():
            # Its clock was stopped by the rest of the body; without one the line would stay for ever.
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _turn_away(self, cycle: RequestResponseCycle) -> None:
        """An answer before the body has come: what still comes of it is read and forgotten, as uvicorn does with what comes late."""
        headers, body = turned_away(cycle.scope["path"], wishes_of(cycle.scope))
        goes_on = cycle.keep_alive and not _ending
        closing: list[tuple[bytes, bytes]] = [] if goes_on else [(b"connection", b"close")]
        lines = [b"%s: %s\r\n" % each for each in (*self.server_state.default_headers, *headers, *closing)]
        self.transport.write(b"".join((STATUS_LINE[503], *lines, b"\r\n", body)))
        cycle.response_started = cycle.response_complete = True
        METRICS.request(cycle.scope["method"], "unrouted", 503, 0.0)
        if not goes_on:
            self.transport.close()
        cycle.on_response()


class EndingServer(uvicorn.Server):
    """One process. Told twice, it ends at once."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        _ending.append(True)
        for server in self.servers:
            await self._close_ear(server)
        loop = asyncio.get_running_loop()
        until = loop.time() + SECONDS_FOR_IDLE_LINES
        while self._has_lines() and not self.force_exit and loop.time() < until:  # noqa: ASYNC110  uvicorn has no event for it
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
        await super().shutdown(sockets)

    async def _close_ear(self, server: asyncio.Server) -> None:
        """Closing resets whoever the system has let in and we have not: let nobody more in, take these, close between two breaths."""
        ears = [socket.socket(fileno=os.dup(each.fileno())) for each in server.sockets]
        for ear in ears:
            ear.listen(0)
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
        waiting = [line for ear in ears for line in _waiting_at(ear)]
        server.close()
        for ear in ears:
            ear.close()
        for line in waiting:
            await asyncio.get_running_loop().connect_accepted_socket(self._new_line, line)

    def _new_line(self) -> asyncio.Protocol:
        return Lines(config=self.config, server_state=self.server_state, app_state=self.lifespan.state)

    def _has_lines(self) -> bool:
        """Sockets of halls are told to come again by their own door."""
        return any(isinstance(each, Lines) for each in self.server_state.connections)


def _waiting_at(ear: socket.socket) -> Iterator[socket.socket]:
    while True:
        try:
            line, _address = ear.accept()
        except OSError:
            return
        line.setblocking(False)
        yield line
