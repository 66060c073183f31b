"""The way down and up again: pages while they can be made, kept copies while the database is away, the plain page where there is none.

Around the edge, within the keeping of copies: a fresh copy costs nothing of this. A request that waits for a database that falls
silent is let go; its work is ended behind its back, for it may hang as long as the line does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearing_state.actions import STANDING, Step
from hearing_state.web.edge import House
from hearing_state.web.metrics import METRICS
from hearing_state.web.reduced import ALWAYS, language_of, plain_page, step_for
from hearing_state.web.shelf import Copy, Shelf, forbids_copies, key_of, wishes_of

UNAVAILABLE = 503
_READING = ("GET", "HEAD")
_PERSONAL = frozenset({b"cookie", b"authorization"})


class Reduced:
    """Pure ASGI."""

    def __init__(self, app: ASGIApp, house: House | Callable[[], House], shelf: Shelf) -> None:
        self.app, self._shelf = app, shelf
        self._house = house
        self._left: set[asyncio.Future[None]] = set()

    @property
    def house(self) -> House:
        if not isinstance(self._house, House):
            self._house = self._house()
        return self._house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(ALWAYS):
            if STANDING.step >= Step.KEPT:  # who somebody is would be asked of the database
                scope["headers"] = [each for each in scope["headers"] if each[0] not in _PERSONAL]
            await self.app(scope, receive, send)
        elif step_for(scope["path"]) >= Step.KEPT:
            await self._show_what_remains(scope, send)
        else:
            await self._guarded(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        gate = _Gate(send, lambda: scope["method"] == "GET" and self._has_copy(scope))
        work = asyncio.ensure_future(self.app(scope, receive, gate))
        first = (
            STANDING.leaving()
        )  # done by whichever is first; asyncio.wait says the same at four times the price
        work.add_done_callback(lambda _work: _done(first))
        try:
            await first
            if work.done() or gate.begun:
                await work
            else:
                self._leave(work, gate)
        except asyncio.CancelledError:
            work.cancel()
            raise
        finally:
            STANDING.stays(first)
        if not gate.begun:
            await self._show_what_remains(scope, send)

    def _leave(self, work: asyncio.Future[None], gate: _Gate) -> None:
        """Nobody waits for it any more, and nobody hears what it says."""
        gate.is_closed = True
        work.cancel()
        self._left.add(work)
        work.add_done_callback(self._gone)

    def _gone(self, work: asyncio.Future[None]) -> None:
        self._left.discard(work)
        if not work.cancelled():
            work.exception()

    def _has_copy(self, scope: Scope) -> bool:
        return self._copy(scope) is not None

    def _copy(self, scope: Scope) -> Copy | None:
        hours = self.house.settings.kept_stale_hours
        return (
            None if forbids_copies(scope) else self._shelf.stale(key_of(scope), self.house.clock.now(), hours)
        )

    async def _show_what_remains(self, scope: Scope, send: Send) -> None:
        """A kept copy, also to somebody of whom something is known: it is everybody's. Else the plain page."""
        path = scope["path"]
        language = language_of(path, wishes_of(scope))
        is_reading = scope["method"] in _READING
        if is_reading and step_for(path) <= Step.KEPT:
            copy = self._copy(scope)
            if copy is not None:
                METRICS.shown_stale += 1
                await copy.say_stale(language, send)
                return
        METRICS.plain_pages += 1
        headers, body = plain_page(path, language, is_act=not is_reading)
        await send({"type": "http.response.start", "status": UNAVAILABLE, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


class _Gate:
    """Lets an answer through; holds a refusal (503) back where a copy can be shown instead."""

    def __init__(self, send: Send, has_copy: Callable[[], bool]) -> None:
        self._send, self._has_copy = send, has_copy
        self.begun = self.is_closed = self._is_refused = False

    async def __call__(self, message: Message) -> None:
        if self.is_closed:
            return
        if message["type"] == "http.response.start":
            self._is_refused = message["status"] == UNAVAILABLE and self._has_copy()
            self.begun = not self._is_refused
        if not self._is_refused:
            await self._send(message)


def _done(first: asyncio.Future[None]) -> None:
    if not first.done():
        first.set_result(None)
