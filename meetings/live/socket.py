"""The WebSocket itself: carries frames between a client and its conversation, and decides nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import structlog
from starlette.types import Message, Receive, Scope, Send

from hearing_state import i18n
from hearing_state.clock import steady_seconds
from hearing_state.errors import Problem, TooMany
from meetings.live.asking import answer
from meetings.live.bounds import SOCKETS_MOST
from meetings.live.conversation import NOT_ADMITTED, Ask, Conversation, Enter, Event
from meetings.live.foyer import Foyer
from meetings.live.grammar import Message as Said
from meetings.live.seat import Seat
from meetings.live.ticket import ORIGIN_MAX, Kind, is_ours

log = structlog.get_logger("live")
PATH = "/live"
PATIENCE_SECONDS = 2.0
"""A goodbye that cannot be delivered in this time is dropped with the connection."""
ABORT = "hall.abort"
"""Extension of our server: ends the connection without waiting for the client to take what is on the way."""


class Door:
    """The ASGI application at the halls' address."""

    def __init__(self, foyer: Foyer, site_url: str) -> None:
        self._foyer, self._site = foyer, site_url.split("://", 1)[-1]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            raise RuntimeError("the hall's address is for sockets")
        await receive()  # websocket.connect
        headers = {
            name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]
        }
        origin = headers.get("origin", "")
        foyer = self._foyer
        hosts = frozenset({headers.get("host", ""), self._site})
        if not is_ours(origin, hosts) or len(origin) > ORIGIN_MAX or len(foyer.lines) >= SOCKETS_MOST:
            foyer.ended["turned_away"] += 1
            await send({"type": "websocket.close", "code": 1008})  # before accepting: an answer 403
            return
        await send({"type": "websocket.accept"})
        await Socket(foyer, scope, receive, send, origin).serve()


class Socket:
    """A `Line`. Between two frames it holds one task; a second one only while there is something to send."""

    def __init__(self, foyer: Foyer, scope: Scope, receive: Receive, send: Send, origin: str) -> None:
        self._foyer, self._receive, self._send, self._origin = foyer, receive, send, origin
        self._abort: Callable[[], None] | None = scope.get("extensions", {}).get(ABORT)
        self.conversation = Conversation(steady_seconds(), self._sentence)
        self.seat: Seat | None = None
        self._sending: asyncio.Task[None] | None = None
        self._ending: asyncio.TimerHandle | None = None

    async def serve(self) -> None:
        self._foyer.lines.add(self)
        try:
            while (frame := await self._next()) is not None:
                event = self.conversation.receive(frame, steady_seconds())
                if event is not None:
                    await self._do(event)
                self.nudge()
        finally:
            self._foyer.lines.discard(self)
            closing = self.conversation.closing
            self._foyer.ended[closing.word.removeprefix("live.") if closing else "cut"] += 1
            if self.seat is not None:
                self._foyer.left(self.seat, self)
            if self._ending is not None:
                self._ending.cancel()
            if self._sending is not None:
                self._sending.cancel()

    async def _next(self) -> str | bytes | None:
        message: Message = await self._receive()
        if message["type"] == "websocket.disconnect":
            return None
        text: str | None = message.get("text")
        return text if text is not None else bytes(message.get("bytes") or b"")

    async def _do(self, event: Event) -> None:
        match event:
            case Enter(secret, is_resume):
                await self._enter(secret, Kind.RESUME if is_resume else Kind.ENTRY)
            case Ask(message):
                await self._ask(message)

    async def _enter(self, secret: str, kind: Kind) -> None:
        try:
            seat = await self._foyer.enter(self, secret, kind, self._origin)
        except Problem as problem:
            self.conversation.close(NOT_ADMITTED, problem.reason)
            return
        except Exception:
            log.exception("live.entering_failed")
            self.conversation.close(1011, "live.unavailable")
            return
        self.seat = seat
        self._foyer.welcome(seat)

    async def _ask(self, message: Said) -> None:
        if self.seat is None or self.seat.line is not self:
            return
        try:
            await answer(self._foyer, self.seat, message)
        except Problem as problem:
            again = problem.retry_after_seconds if isinstance(problem, TooMany) else None
            sentence = self._foyer.sentence(self.seat, problem)
            self.conversation.refuse(problem.reason, message.id, text=sentence, again_seconds=again)
        except Exception:
            log.exception("live.answer_failed")
            self.conversation.refuse("live.unavailable", message.id)

    # Sending

    def nudge(self) -> None:
        """There is something to send, or the talk is over."""
        if self._sending is None and (len(self.conversation.outgoing) or self.conversation.closing):
            self._sending = asyncio.get_running_loop().create_task(self._flush())
        if self.conversation.closing and self._ending is None:
            self._ending = asyncio.get_running_loop().call_later(PATIENCE_SECONDS, self._drop)

    async def _flush(self) -> None:
        talk = self.conversation
        try:
            while (text := talk.outgoing.take()) is not None:
                await self._send({"type": "websocket.send", "text": text})
            if talk.closing is not None:
                await self._send(
                    {"type": "websocket.close", "code": talk.closing.code, "reason": talk.closing.word}
                )
                return  # and never again: `_sending` stays
        except (OSError, RuntimeError):
            return  # the client is gone; the receiving side learns it too
        self._sending = None

    def _drop(self) -> None:
        if self._abort is not None:
            self._abort()

    def _sentence(self, word: str) -> str | None:
        with i18n.speaking("kk"):
            return str(i18n.say(Problem(word)))
