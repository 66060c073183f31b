"""The lines between a signalling process and a media node: small JSON, each with its mark. Pure: bytes in, values out.

At the beginning both sides prove that they hold the same key, without sending it (HMAC-SHA-256 over both sides' nonces). From then on
every line carries a mark over its number and its direction: a line that was changed, repeated, left out or turned back ends the
connection. The lines are not encrypted: between machines they belong into a private net or a tunnel.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

VERSION = 1
LINE_BYTES = 160 * 1024
"""A description of 32 KiB, each sign of which had to be escaped, and the rest."""
KEY_BYTES = 16
NONCE_BYTES = 16
WAITING = 256
"""Questions of one connection that have no answer yet."""
_MARK_LETTERS = 32


class Broken(Exception):
    """The other side does not hold to the protocol, or does not hold the key."""


def written(value: dict[str, Any]) -> bytes:
    """One line without its end. ValueError when it is longer than any may be."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if len(line) > LINE_BYTES:
        raise ValueError("too long for a line")
    return line


def read(line: bytes) -> dict[str, Any]:
    """Raises Broken when it is no JSON object."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise Broken("no JSON") from fault
    if not isinstance(value, dict):
        raise Broken("no object")
    return value


def checked_key(key: bytes) -> bytes:
    if len(key) < KEY_BYTES:
        raise ValueError(f"the key of the media nodes needs {KEY_BYTES} bytes or more")
    return key


def proof(key: bytes, side: str, nonces: tuple[str, str]) -> str:
    """``side`` is ``node`` or ``caller``; ``nonces`` the node's and the caller's, as they went over the line."""
    text = "\n".join(("media-control", str(VERSION), side, *nonces))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def is_proof(given: object, expected: str) -> bool:
    return isinstance(given, str) and given.isascii() and hmac.compare_digest(given, expected)


class Marked:
    """One direction of a connection: marks what is sent, or checks what has come. Lines are counted from 0."""

    def __init__(self, key: bytes, side: str, nonces: tuple[str, str]) -> None:
        self._key = hmac.new(key, "\n".join(("lines", side, *nonces)).encode(), hashlib.sha256).digest()
        self._count = 0

    def mark(self, value: dict[str, Any]) -> bytes:
        """The line with its mark before it and its end."""
        line = written(value)
        return self._next(line) + b" " + line + b"\n"

    def check(self, marked: bytes) -> dict[str, Any]:
        mark, _space, line = marked.rstrip(b"\n").partition(b" ")
        if not hmac.compare_digest(mark, self._next(line)):
            raise Broken("a line was changed, repeated or left out")
        return read(line)

    def _next(self, line: bytes) -> bytes:
        number = self._count.to_bytes(8)
        self._count += 1
        return hmac.new(self._key, number + line, hashlib.sha256).hexdigest()[:_MARK_LETTERS].encode()
