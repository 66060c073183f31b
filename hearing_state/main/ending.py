"""A server that is told to end without anybody noticing: it takes no new line, answers what comes on the old ones, and then goes.

uvicorn's own closes idle lines at once; a request that nginx has just put on one is lost, and one that may have changed something is
not asked again of anybody. Here every answer says that its line ends, and idle lines are left until nginx lets them go by itself
(``keepalive_timeout`` in deploy/nginx, shorter than this).
"""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

SECONDS_FOR_IDLE_LINES = 5.0
LOOKS_EVERY_SECONDS = 0.05

_ending: list[bool] = []


class Lines(HttpToolsProtocol):
    """HTTP as uvicorn speaks it; once the server is ending, each answer is the last on its line."""

    def on_headers_complete(self) -> None:
        super().on_headers_complete()
        if _ending and self.cycle is not None:
            self.cycle.keep_alive = False


class EndingServer(uvicorn.Server):
    """One process. Told twice, it ends at once."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for server in self.servers:
            server.close()
        _ending.append(True)
        loop = asyncio.get_running_loop()
        until = loop.time() + SECONDS_FOR_IDLE_LINES
        while self._has_lines() and not self.force_exit and loop.time() < until:  # noqa: ASYNC110  uvicorn has no event for it
            await asyncio.sleep(LOOKS_EVERY_SECONDS)
        await super().shutdown(sockets)

    def _has_lines(self) -> bool:
        """Sockets of halls are told to come again by their own door."""
        return any(isinstance(each, Lines) for each in self.server_state.connections)
