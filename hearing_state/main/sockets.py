"""WebSockets as our server speaks them: as uvicorn does, and able to let go of a client that takes nothing any more."""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from meetings.live.socket import ABORT

CLOSE_SECONDS = 0.5
"""How long a client may take to answer a goodbye before its connection is ended."""


class Sockets(WebSocketsSansIOProtocol):
    async def run_asgi(self) -> None:
        self.close_timeout = CLOSE_SECONDS
        extensions: dict[str, Any] = self.scope["extensions"] or {}
        extensions[ABORT] = self.transport.abort
        await super().run_asgi()
