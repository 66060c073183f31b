"""The WebSocket API of Janus, as much of it as is used: one session, handles in it, questions and what Janus tells by itself."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from websockets.asyncio.client import ClientConnection, unix_connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from hearing_state.errors import Unavailable
from meetings.media.janus.configuration import PLUGIN

log = structlog.get_logger("media")

ANSWER_SECONDS = 8.0
KEEPALIVE_SECONDS = 10.0
FRAME_BYTES = 1 << 20
Told = Mapping[str, Any]
Hear = Callable[[Told], None]


class Refused(Exception):
    """Janus did not do what was asked. ``code`` is its number for why."""

    def __init__(self, code: int, why: str) -> None:
        super().__init__(f"{code} {why}")
        self.code = code


@dataclass(frozen=True)
class Reply:
    """What the plugin said, and the session description that came with it, if any."""

    data: Told
    description: str | None = None


class JanusLine:
    """Made by `connect`. Each handle is a peer connection; ``hear`` gets what Janus tells of it. ``ended`` is called once
    when the line breaks: Janus takes the session down then, and all its peers.
    """

    def __init__(self, connection: ClientConnection, secret: str, ended: Callable[[], None]) -> None:
        self._connection, self._secret, self._ended = connection, secret, ended
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Told]] = {}
        self._takes_ack: set[str] = set()
        self._hear: dict[int, Hear] = {}
        self._session = 0
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._read())]

    @classmethod
    async def connect(cls, socket: Path, secret: str, ended: Callable[[], None]) -> JanusLine:
        """Unavailable when nobody answers there."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                connection = await _connected(socket)
        except (OSError, TimeoutError, WebSocketException) as fault:
            raise Unavailable("media.away") from fault
        line = cls(connection, secret, ended)
        line._session = int((await line._ask({"janus": "create"}))["data"]["id"])
        line._tasks.append(asyncio.get_running_loop().create_task(line._keep_alive()))
        return line

    @property
    def is_open(self) -> bool:
        return not self._tasks[0].done()

    async def attach(self, hear: Hear) -> int:
        """A new handle of the VideoRoom."""
        told = await self._ask({"janus": "attach", "plugin": PLUGIN})
        handle = int(told["data"]["id"])
        self._hear[handle] = hear
        return handle

    async def detach(self, handle: int) -> None:
        """Its peer connection ends with it. Nothing happens where it has gone already."""
        self._hear.pop(handle, None)
        with suppress(Refused, Unavailable):
            await self._ask({"janus": "detach", "handle_id": handle})

    async def tell(self, handle: int, body: Told, description: tuple[str, str] | None = None) -> Reply:
        """Ask the plugin; ``description`` is its kind (offer, answer) and text. Raises Refused, Unavailable."""
        message: dict[str, Any] = {"janus": "message", "handle_id": handle, "body": body}
        if description is not None:
            kind, text = description
            message["jsep"] = {"type": kind, "sdp": text, "trickle": False}
        told = await self._ask(message)
        data = told.get("plugindata", {}).get("data", {})
        if "error_code" in data:
            raise Refused(int(data["error_code"]), str(data.get("error", "")))
        return Reply(data, (told.get("jsep") or {}).get("sdp"))

    async def close(self) -> None:
        for task in self._tasks[1:]:
            task.cancel()
        with suppress(OSError, TimeoutError, WebSocketException):
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._connection.close()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _ask(self, message: dict[str, Any], *, takes_ack: bool = False) -> Told:
        if not self.is_open:
            raise Unavailable("media.away")
        number = str(next(self._numbers))
        asked = {**message, "transaction": number, "apisecret": self._secret}
        if self._session:
            asked["session_id"] = self._session
        if takes_ack:
            self._takes_ack.add(number)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._connection.send(json.dumps(asked))
                told: Told = await answer
        except (OSError, TimeoutError, WebSocketException) as fault:
            raise Unavailable("media.away") from fault
        finally:
            self._waiting.pop(number, None)
            self._takes_ack.discard(number)
        if told["janus"] == "error":
            raise Refused(int(told["error"]["code"]), str(told["error"]["reason"]))
        return told

    async def _keep_alive(self) -> None:
        while True:
            await asyncio.sleep(KEEPALIVE_SECONDS)
            with suppress(Refused, Unavailable):
                await self._ask({"janus": "keepalive"}, takes_ack=True)

    async def _read(self) -> None:
        try:
            async for frame in self._connection:
                self._take(json.loads(frame))
        except (OSError, ValueError, WebSocketException) as fault:
            log.warning("media.janus_line_broken", why=type(fault).__name__)
        finally:
            for answer in self._waiting.values():
                if not answer.done():
                    answer.set_exception(Unavailable("media.away"))
            self._ended()

    def _take(self, told: Told) -> None:
        """An answer goes to who waits for it; an ``ack`` only says that the answer will come."""
        number = told.get("transaction", "")
        answer = self._waiting.get(number)
        if told.get("janus") == "ack" and number not in self._takes_ack:
            return
        if answer is not None and not answer.done():
            answer.set_result(told)
            return
        hear = self._hear.get(told.get("sender", 0))
        if hear is not None:
            try:
                hear(told)
            except Exception:
                log.warning("media.janus_word_not_understood", exc_info=True)


async def _connected(socket: Path) -> ClientConnection:
    """The socket is there a moment before anybody listens at it."""
    while True:
        try:
            return await unix_connect(
                str(socket), "ws://janus/", subprotocols=[Subprotocol("janus-protocol")],
                max_size=FRAME_BYTES, compression=None, ping_interval=None,
            )  # fmt: skip
        except (ConnectionRefusedError, FileNotFoundError):
            await asyncio.sleep(0.02)
