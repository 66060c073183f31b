"""Copies of public pages in one process: bounded, shown fresh for seconds, and for hours when nothing newer can be had."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from starlette.types import Scope, Send

from hearing_state import i18n
from hearing_state.actions import STANDING
from hearing_state.web.compression import SMALLEST_BYTES
from hearing_state.web.reduced import MARK, words_above

COPIES_MAX = 500
BYTES_MAX = 64 * 1024 * 1024
COPY_BYTES_MAX = 1024 * 1024
GZIP_LEVEL = 6
OK = 200
_API = "/api/"
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

    async def say_stale(self, language: str, send: Send) -> None:
        """As what it is: an old copy, with words above it where it is a page."""
        body = self.plain.replace(MARK, words_above(self.made_at, language), 1)
        headers = [*self.headers, (b"cache-control", b"no-store"), (b"warning", b'110 - "Response is Stale"')]
        headers.append((b"content-length", b"%d" % len(body)))
        await send({"type": "http.response.start", "status": OK, "headers": headers})
        await send({"type": "http.response.body", "body": body})


class Shelf:
    """So many copies and bytes at most; what was asked for least recently goes first."""

    def __init__(self, copies_max: int = COPIES_MAX, bytes_max: int = BYTES_MAX) -> None:
        self._copies: OrderedDict[Key, Copy] = OrderedDict()
        self._copies_max, self._bytes_max = copies_max, bytes_max
        self._expired_at: datetime | None = None
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._copies)

    def get(self, key: Key, now: datetime) -> Copy | None:
        found = self._copies.get(key)
        if found is None or not found.is_fresh(now):
            return None
        if self._expired_at is not None and found.made_at <= self._expired_at:
            return None
        self._copies.move_to_end(key)
        return found

    def stale(self, key: Key, now: datetime, hours_at_most: float) -> Copy | None:
        """A copy of any freshness, where nothing newer can be had and nothing on it was hidden since."""
        found = self._copies.get(key)
        if found is None or not STANDING.may_show(found.made_at, key[0]):
            return None
        return found if (now - found.made_at).total_seconds() <= hours_at_most * 3600 else None

    def put(self, key: Key, copy: Copy) -> None:
        self.drop(key)
        if copy.size > min(COPY_BYTES_MAX, self._bytes_max):
            return
        self._copies[key] = copy
        self.bytes += copy.size
        while len(self._copies) > self._copies_max or self.bytes > self._bytes_max:
            self.drop(next(iter(self._copies)))

    def expire(self, now: datetime) -> None:
        """None of them is fresh any more."""
        self._expired_at = now

    def drop(self, key: Key) -> None:
        """What was there is there no more."""
        found = self._copies.pop(key, None)
        self.bytes -= found.size if found else 0


def wishes_of(scope: Scope) -> str:
    """Which languages the reader's browser asks for."""
    return next(
        (value.decode("latin-1") for name, value in scope["headers"] if name == b"accept-language"), ""
    )


def key_of(scope: Scope) -> Key:
    """What a copy is kept under. A page's language stands in its address; the API's is the caller's wish."""
    path: str = scope["path"]
    language = i18n.negotiate(wishes_of(scope)) if path.startswith(_API) else ""
    return path, scope["query_string"], language


def forbids_copies(scope: Scope) -> bool:
    """Whether a program wants the present or nothing: it was told of a change, and a copy may be from before that."""
    return scope["path"].startswith(_API) and any(
        name == b"cache-control" and b"no-cache" in value.lower() for name, value in scope["headers"]
    )


def compressed(body: bytes) -> bytes | None:
    """None for what is too small to be worth it."""
    return gzip.compress(body, GZIP_LEVEL, mtime=0) if len(body) >= SMALLEST_BYTES else None
