"""Where a media node is spoken to."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from meetings.media.control.lines import LINE_BYTES

_UNIX = "unix:"
_LIMIT = LINE_BYTES + 64


@dataclass(frozen=True)
class Door:
    """Where a node is spoken to: ``unix:/run/hearing-state/media-1.sock`` or ``tcp:10.0.0.5:7610``."""

    path: str = ""
    host: str = ""
    port: int = 0

    @classmethod
    def at(cls, address: str) -> Door:
        """Raises ValueError when it is neither."""
        if address.startswith(_UNIX) and address.removeprefix(_UNIX).startswith("/"):
            return cls(path=address.removeprefix(_UNIX))
        kind, _colon, rest = address.partition(":")
        host, _colon, port = rest.rpartition(":")
        if kind != "tcp" or not host or not (port.isascii() and port.isdigit()) or int(port) > 65535:  # noqa: PLR2004
            raise ValueError("a node's address is unix:/path or tcp:host:port")
        return cls(host=host.strip("[]"), port=int(port))

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self.path:
            return await asyncio.open_unix_connection(self.path, limit=_LIMIT)
        return await asyncio.open_connection(self.host, self.port, limit=_LIMIT)

    async def serve(self, answer: Callable[..., Awaitable[None]]) -> asyncio.Server:
        """A unix socket that a killed node left behind is taken over."""
        if not self.path:
            return await asyncio.start_server(answer, self.host, self.port, limit=_LIMIT)
        with suppress(FileNotFoundError):
            Path(self.path).unlink()  # noqa: ASYNC240 - before anybody is served
        server = await asyncio.start_unix_server(answer, self.path, limit=_LIMIT)
        Path(self.path).chmod(0o600)  # noqa: ASYNC240
        return server
