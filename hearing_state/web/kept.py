"""Public pages kept for a few seconds: a visitor may see what another visitor saw a moment ago.

Only for people of whom nothing is known: whoever sends a cookie or a token is always answered anew. Only pages that say for
how long (``Page.get(..., fresh_seconds=10)``), only whole answers (200) that set no cookie and forbid no keeping. One request
looks, those that come meanwhile wait for it. A POST in the workplace empties the shelf of its process at once; elsewhere
what was published or hidden shows when the copy's seconds are over, by the house's clock.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import re
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hearing_state import i18n
from hearing_state.clock import steady_seconds
from hearing_state.web.compression import SMALLEST_BYTES
from hearing_state.web.edge import House
from hearing_state.web.metrics import METRICS

COPIES_MAX = 500
BYTES_MAX = 64 * 1024 * 1024
COPY_BYTES_MAX = 1024 * 1024
GZIP_LEVEL = 6
OK = 200
_KNOWN_PEOPLE = frozenset({b"cookie", b"authorization"})
_NOT_PASSED_ON = frozenset({b"accept-encoding", b"if-none-match"})
_WRITTEN_ANEW = frozenset({b"content-length", b"cache-control", b"etag", b"vary"})
_WORKPLACE = "/console/"
_API = "/api/"
_MAX_AGE = re.compile(rb"max-age=(\d+)")

Headers = Sequence[tuple[bytes, bytes]]
Key = tuple[str, bytes, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """What distinguishes one visitor's request from another's."""

    key: Key
    takes_gzip: bool
    has_tags: bytes


@dataclass(frozen=True, slots=True)
class Copy:
    """A whole answer. ``seconds``: shown so long; ``max_age``: what browsers were told from ``made_at`` on."""

    made_at: datetime
    seconds: int
    max_age: int
    route: str
    etag: bytes
    vary: bytes
    headers: Headers
    plain: bytes
    small: bytes | None

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.small or b"")

    def is_fresh(self, now: datetime) -> bool:
        return 0 <= (now - self.made_at).total_seconds() < self.seconds

    async def say(self, asked: Asked, now: datetime, send: Send) -> int:
        """The status that was sent."""
        left = max(0, self.max_age - int((now - self.made_at).total_seconds()))
        headers = [*self.headers, (b"etag", self.etag), (b"vary", self.vary)]
        headers.append((b"cache-control", b"public, max-age=%d" % left))
        if self.etag in asked.has_tags:
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
            return 304
        small = self.small if asked.takes_gzip else None
        if small is not None:
            headers.append((b"content-encoding", b"gzip"))
        body = self.plain if small is None else small
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": OK, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return OK


class Shelf:
    """So many copies and bytes at most; what was asked for least recently goes first."""

    def __init__(self, copies_max: int = COPIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        self._copies: OrderedDict[Key, Copy] = OrderedDict()
        self._copies_max, self._bytes_max = copies_max, bytes_max
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._copies)

    def get(self, key: Key, now: datetime) -> Copy | None:
        found = self._copies.get(key)
        if found is None:
            return None
        if not found.is_fresh(now):
            self._drop(key)
            return None
        self._copies.move_to_end(key)
        return found

    def put(self, key: Key, copy: Copy) -> None:
        self._drop(key)
        if copy.size > min(COPY_BYTES_MAX, self._bytes_max):
            return
        self._copies[key] = copy
        self.bytes += copy.size
        while len(self._copies) > self._copies_max or self.bytes > self._bytes_max:
            self._drop(next(iter(self._copies)))

    def clear(self) -> None:
        self._copies.clear()
        self.bytes = 0

    def _drop(self, key: Key) -> None:
        found = self._copies.pop(key, None)
        self.bytes -= found.size if found else 0


class Kept:
    """Pure ASGI, outside the edge: a copy costs neither identity nor database."""

    def __init__(
        self, app: ASGIApp, house: House | Callable[[], House], addresses: Sequence[re.Pattern[str]]
    ) -> None:
        self.app = app
        self.shelf = Shelf()
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
                if copy is not None:
                    self.shelf.put(asked.key, copy)
            promise.set_result(copy)
        if copy is None:
            await answer.pass_on(asked, send)
        else:
            await copy.say(asked, self.house.clock.now(), send)

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
            small=_compressed(answer.body),
        )

    def _empty(self) -> None:
        """Also of what is being looked up: it may have been read before the change."""
        self.shelf.clear()
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
        small = _compressed(body) if asked.takes_gzip and b"content-encoding" not in dict(headers) else None
        if small is not None:
            body = small
            headers = [each for each in headers if each[0] != b"content-length"]
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
            headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


def _asked(scope: Scope) -> Asked | None:
    """None for somebody of whom anything is known."""
    takes_gzip, tags, languages = False, b"", ""
    for name, value in scope["headers"]:
        if name in _KNOWN_PEOPLE:
            return None
        if name == b"accept-encoding":
            takes_gzip = b"gzip" in value
        elif name == b"if-none-match":
            tags = value
        elif name == b"accept-language":
            languages = value.decode("latin-1")
    path: str = scope["path"]
    # A page's language stands in its address; the API's is the caller's wish.
    language = i18n.negotiate(languages) if path.startswith(_API) else ""
    return Asked((path, scope["query_string"], language), takes_gzip, tags)


def _compressed(body: bytes) -> bytes | None:
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if len(body) >= SMALLEST_BYTES else None
