"""A server that is told to end without anybody noticing: it takes no new line, answers what comes on the old ones, and then goes.

uvicorn's own closes its ear with callers still waiting at it, and idle lines at once; a request that nginx has just put on one is lost,
and one that may have changed something is not asked again of anybody. Here whoever waits at the ear is taken before it is closed,
every answer says that its line ends, and idle lines are left until nginx lets them go by itself (``keepalive_timeout`` in
deploy/nginx, shorter than this).
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Iterator

import uvicorn

from hearing_state.main.crowded import CrowdedLines

SECONDS_FOR_IDLE_LINES = 5.0
LOOKS_EVERY_SECONDS = 0.05

_ending: list[bool] = []


class Lines(CrowdedLines):
    """HTTP as uvicorn speaks it; once the server is ending, each answer is the last on its line."""

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if _ending and self.cycle is not None:
            self.cycle.keep_alive = False

    def is_last(self) -> bool:
        return bool(_ending)


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
