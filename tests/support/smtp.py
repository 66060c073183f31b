"""A mail relay of sixty lines on loopback: takes letters, refuses them, is busy, or cuts the line after DATA."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Literal, cast

Mood = Literal["takes", "busy", "refuses", "cuts"]


@dataclass
class Relay:
    """`mood` may be changed between letters: busy answers 451, refuses 550, cuts hangs up after it took the letter."""

    mood: Mood = "takes"
    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 relay.test ESMTP\r\n")
        try:
            while line := await reader.readline():
                if not await self._answer(line.decode().strip(), reader, writer):
                    break
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()

    async def _answer(self, line: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        word = line.split(" ", maxsplit=1)[0].upper()
        if word == "DATA":
            writer.write(b"354 go on\r\n")
            await writer.drain()
            return self._took(await reader.readuntil(b"\r\n.\r\n"), writer)
        if word == "RCPT" and self.mood in {"busy", "refuses"}:
            writer.write(b"451 come later\r\n" if self.mood == "busy" else b"550 no such mailbox\r\n")
            return True
        if word == "RCPT":
            self.recipients.append(line.partition("<")[2].rstrip(">"))
        replies = {"EHLO": b"250-relay.test\r\n250 8BITMIME\r\n", "QUIT": b"221 bye\r\n"}
        writer.write(replies.get(word, b"250 ok\r\n"))
        return word != "QUIT"

    def _took(self, data: bytes, writer: asyncio.StreamWriter) -> bool:
        letter = message_from_bytes(
            data.removesuffix(b".\r\n").replace(b"\r\n..", b"\r\n."), policy=policy.default
        )
        self.taken.append(cast("EmailMessage", letter))
        if self.mood == "cuts":
            return False
        writer.write(b"250 queued as 4711\r\n")
        return True


@asynccontextmanager
async def relay() -> AsyncIterator[Relay]:
    made = Relay()
    server = await asyncio.start_server(made.serve, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()
