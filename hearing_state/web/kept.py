"""Public pages kept for a few seconds: a visitor may see what another visitor saw a moment ago.

Only for people of whom nothing is known: whoever sends a cookie or a token is always answered anew, and so is a program that sends
``Cache-Control: no-cache``. Only pages that say for how long (``Page.get(..., fresh_seconds=10)``), only whole answers (200) that set
no cookie and forbid no keeping. One request looks, those that come meanwhile wait for it. After a POST in the workplace no copy of
its process is fresh any more; elsewhere what was published or hidden shows when the copy's seconds are over, by the house's clock.
What is not fresh stays on the shelf for hours, for when nothing newer can be had (reducing.py).
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Sequence
from datetime import datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearing_state.clock import steady_seconds
from hearing_state.web.edge import House
from hearing_state.web.metrics import METRICS
from hearing_state.web.shelf import (
    OK,
    Asked,
    Copy,
    Headers,
    Key,
    Shelf,
    compressed,
    forbids_copies,
    key_of,
)

_KNOWN_PEOPLE = frozenset({b"cookie", b"authorization"})
_NOT_PASSED_ON = frozenset({b"accept-encoding", b"if-none-match"})
_WRITTEN_ANEW = frozenset({b"content-length", b"cache-control", b"etag", b"vary"})
_WORKPLACE = "/console/"
FAILURES = 500
_MAX_AGE = re.compile(rb"max-age=(\d+)")


class Kept:
    """Pure ASGI, outside the edge: a copy costs neither identity nor database."""

    def __init__(
        self,
        app: ASGIApp,
        house: House | Callable[[], House],
        addresses: Sequence[re.Pattern[str]],
        shelf: Shelf,
    ) -> None:
        self.app, self.shelf = app, shelf
        self._house, self._addresses = house, addresses
        self._under_way: dict[Key, asyncio.Future[Copy | None]] = {}

    @property
    def house(self) -> House:
        if not isinstance(self._house, House):
            self._house = self._house()
        return self._house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self.house.settings.kept_seconds:
            await self.app(scope, receive, send)
        elif scope["method"] == "GET":
            await self._get(scope, receive, send)
        else:
            try:
                await self.app(scope, receive, send)
            finally:
                if _WORKPLACE in scope["path"]:
                    self._empty()

    async def _get(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = _asked(scope)
        if asked is None:
            await self.app(scope, receive, send)
            return
        began = steady_seconds()
        copy = self.shelf.get(asked.key, self.house.clock.now())
        if copy is None:
            if not any(each.match(scope["path"]) for each in self._addresses):
                await self.app(scope, receive, send)
                return
            waiting = self._under_way.get(asked.key)
            if waiting is None:
                await self._look(asked, scope, receive, send)
                return
            copy = await asyncio.shield(waiting)
        if copy is None:
            await self.app(scope, receive, send)
            return
        status = await copy.say(asked, self.house.clock.now(), send)
        METRICS.request("GET", copy.route, status, steady_seconds() - began)

    async def _look(self, asked: Asked, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one visitor, and with the same copy all who asked meanwhile."""
        promise: asyncio.Future[Copy | None] = asyncio.get_running_loop().create_future()
        self._under_way[asked.key] = promise
        began_at, copy, answer = self.house.clock.now(), None, _Answer()
        headers = [each for each in scope["headers"] if each[0] not in _NOT_PASSED_ON]
        inner = {**scope, "headers": headers}
        try:
            await self.app(inner, receive, answer)
            copy = self._copy_of(answer, inner, began_at)
        finally:
            if self._under_way.get(asked.key) is promise:  # else the shelf was emptied meanwhile
                del self._under_way[asked.key]
                self._keep(asked.key, copy, answer)
            promise.set_result(copy)
        if copy is None:
            await answer.pass_on(asked, send)
        else:
            await copy.say(asked, self.house.clock.now(), send)

    def _keep(self, key: Key, copy: Copy | None, answer: _Answer) -> None:
        """What is public no more is dropped; a failure of ours, or an old copy in its place, says nothing about it."""
        if copy is not None:
            self.shelf.put(key, copy)
        elif 0 < answer.status < FAILURES and b"warning" not in dict(answer.headers):
            self.shelf.drop(key)
        METRICS.copies = len(self.shelf)

    def _copy_of(self, answer: _Answer, scope: Scope, made_at: datetime) -> Copy | None:
        """None for what nobody may keep."""
        page = getattr(scope.get("route"), "page", None)
        seconds = min(getattr(page, "fresh_seconds", 0), self.house.settings.kept_seconds)
        known = dict(answer.headers)
        control = known.get(b"cache-control", b"public, max-age=%d" % seconds)
        age = _MAX_AGE.search(control)
        if (
            answer.status != OK
            or not seconds
            or b"set-cookie" in known
            or b"public" not in control
            or not age
        ):
            return None
        tag = b'W/"' + hashlib.sha256(answer.body).hexdigest()[:32].encode() + b'"'
        return Copy(
            made_at=made_at,
            seconds=seconds,
            max_age=int(age.group(1)),
            route=getattr(scope["route"], "path", "unrouted"),
            etag=known.get(b"etag", tag),
            vary=b", ".join(filter(None, (known.get(b"vary"), b"Cookie, Authorization, Accept-Encoding"))),
            headers=[each for each in answer.headers if each[0] not in _WRITTEN_ANEW],
            plain=answer.body,
            small=compressed(answer.body),
        )

    def _empty(self) -> None:
        """Also of what is being looked up: it may have been read before the change."""
        self.shelf.expire(self.house.clock.now())
        self._under_way.clear()


class _Answer:
    """Takes the application's answer in."""

    def __init__(self) -> None:
        self.status, self.body = 0, b""
        self.headers: Headers = ()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = [(name.lower(), value) for name, value in message["headers"]]
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")

    async def pass_on(self, asked: Asked, send: Send) -> None:
        headers, body = list(self.headers), self.body
        small = compressed(body) if asked.takes_gzip and b"content-encoding" not in dict(headers) else None
        if small is not None:
            body = small
            headers = [each for each in headers if each[0] != b"content-length"]
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
            headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> Asked | None:
    """None for somebody of whom anything is known, and for who wants no copy."""
    if forbids_copies(scope):
        return None
    takes_gzip, tags = False, b""
    for name, value in scope["headers"]:
        if name in _KNOWN_PEOPLE:
            return None
        if name == b"accept-encoding":
            takes_gzip = b"gzip" in value
        elif name == b"if-none-match":
            tags = value
    return Asked(key_of(scope), takes_gzip, tags)
