"""The broadcasts of a process, by meeting: what its packagers or another process put in, and who looks on."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import structlog
from starlette.types import Receive, Scope, Send

from meetings.media.broadcast.part import Part
from meetings.media.broadcast.stream import OVER, Chunk, Stream

log = structlog.get_logger("broadcast")

PATH = "/broadcast/"
"""Before the meeting's reference, at every server of broadcasts."""
STREAMS_MOST = 200
SILENT_SECONDS = 60.0
GOODBYE, AGAIN = 1000, 1012


class Hub:
    """``put`` takes the newest part of a meeting, None for its end."""

    def __init__(self) -> None:
        self.streams: dict[str, Stream] = {}
        self.readers = 0

    def put(self, ref: str, part: Part | None) -> tuple[Stream, Chunk | None] | None:
        """None where there was nothing to do: too many meetings, or the end of one that is not here."""
        stream = self.streams.get(ref)
        if part is None:
            if stream is None:
                return None
            del self.streams[ref]
            stream.end()
            return stream, None
        if stream is None:
            if len(self.streams) >= STREAMS_MOST:
                return None
            stream = self.streams[ref] = Stream()
        return stream, stream.add(part)

    def silent(self, now: float) -> list[str]:
        """Meetings of which nothing came for long: whoever packaged them is gone for good."""
        return [ref for ref, stream in self.streams.items() if now - stream.fed_at > SILENT_SECONDS]


def is_ours(origin: str, hosts: frozenset[str]) -> bool:
    """Whether a page of ours asks: other sites must not show our meetings as theirs, at our expense. None at all: a program."""
    return not origin or urlsplit(origin).netloc in hosts


class Door:
    """Broadcasts by way of an ASGI server: for a house in one process. Thousands need `server.Server` in a process of its own."""

    def __init__(self, hub: Hub, site_url: str, most: int) -> None:
        self._hub, self._site, self._most = hub, site_url.split("://", 1)[-1], most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            raise RuntimeError("the broadcast's address is for sockets")
        await receive()  # websocket.connect
        headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        hosts = frozenset({headers.get(b"host", ""), self._site})
        stream = self._hub.streams.get(scope["path"].removeprefix(PATH))
        if (
            stream is None
            or self._hub.readers >= self._most
            or not is_ours(headers.get(b"origin", ""), hosts)
        ):
            await send({"type": "websocket.close", "code": 1008})  # before accepting: an answer 403
            return
        await send({"type": "websocket.accept"})
        self._hub.readers += 1
        try:
            await _shown(stream, receive, send)
        except (OSError, RuntimeError):
            return  # the reader is gone
        finally:
            self._hub.readers -= 1


async def _shown(stream: Stream, receive: Receive, send: Send) -> None:
    """While the server waits for a slow reader, parts pass by: the next one that is sent begins with a key frame."""
    wanted, opening = 0, None
    gone = asyncio.ensure_future(_gone(receive))
    try:
        while not gone.done():
            chunk = stream.next_for(wanted)
            if chunk is None:
                if stream.is_over:
                    await send({"type": "websocket.send", "text": OVER})
                    await send({"type": "websocket.close", "code": GOODBYE})
                    return
                news = asyncio.ensure_future(stream.changed())
                await asyncio.wait({news, gone}, return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
                continue
            if chunk.opening is not opening:
                opening = chunk.opening
                await send({"type": "websocket.send", "text": opening.words})
                await send({"type": "websocket.send", "bytes": opening.data})
            await send({"type": "websocket.send", "bytes": chunk.data})
            wanted = chunk.number + 1
    finally:
        gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "websocket.disconnect":
        pass
