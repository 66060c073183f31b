"""Rebuilds a log from its static files and says whether it keeps its word.

Reads c2sp.org/tlog-tiles, tlog-checkpoint and signed-note; hashes as RFC 6962 section 2.1. Everything is computed anew from the
entries; the tiles that the log offers must then agree byte by byte.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from hearing_state.verifier.notes import COSIGNS, SIGNS, CheckFailedError, Checkpoint, Key

__all__ = ["CheckFailedError", "Quorum", "Seen", "check", "find"]

Fetch = Callable[[str], bytes]
FULL = 256


@dataclass(frozen=True)
class Seen:
    """A head that was checked: worth remembering for the next visit."""

    size: int
    root: str


@dataclass(frozen=True)
class Quorum:
    """So many of these witnesses must have cosigned."""

    witnesses: tuple[Key, ...]
    needed: int


def check(
    fetch: Fetch, key: str, remembered: Seen | None = None, quorum: Quorum | None = None
) -> tuple[Seen, list[bytes]]:
    """Check signature, entries, tiles, history and witnesses. ``key``: the log's verifier key; ``fetch`` gives a file by its path.

    Returns the head and all entries, with ``quorum`` those alone that enough witnesses vouch for; raises CheckFailedError at the
    first thing that is wrong.
    """
    own = Key.read(key)
    if own.kind != SIGNS:
        raise CheckFailedError("a witness's key is no log's")
    head = _head(fetch("checkpoint"), own)
    entries = _entries(fetch, head.size)
    levels = _levels([hashlib.sha256(b"\0" + each).digest() for each in entries])
    _compare_tiles(fetch, levels)
    if _root(levels[0]) != head.root:
        raise CheckFailedError("the entries do not lead to the signed root")
    if remembered is not None:
        _continue(remembered, levels[0])
    _compare_numbers(entries)
    if quorum is None:
        return Seen(head.size, head.root.hex()), entries
    vouched = _vouched(_file(fetch, "checkpoint.witnessed"), own, quorum)
    _continue(vouched, levels[0])
    return vouched, entries[: vouched.size]


def _vouched(raw: bytes, own: Key, quorum: Quorum) -> Seen:
    """The head that enough witnesses cosigned."""
    head = _head(raw, own)
    signers = {key for key in quorum.witnesses if key.kind == COSIGNS and head.signed_by(key)}
    if len(signers) < quorum.needed:
        raise CheckFailedError(f"{len(signers)} of the {quorum.needed} witnesses asked for have cosigned")
    return Seen(head.size, head.root.hex())


def find(entries: list[bytes], text: str) -> list[int]:
    """The numbers of the entries about a public reference, or with that id. CheckFailedError: there are none."""
    parsed = [json.loads(each) for each in entries]
    found = [at for at, each in enumerate(parsed) if text in {each.get("about"), each.get("id")}]
    if not found:
        raise CheckFailedError(f"nothing is in the log about {text}")
    return found


def _head(raw: bytes, key: Key) -> Checkpoint:
    head = Checkpoint.read(raw)
    if head.origin != key.name:
        raise CheckFailedError("the checkpoint is another log's")
    if not head.signed_by(key):
        raise CheckFailedError("the log's key has not signed the checkpoint")
    return head


def _path(folder: str, index: int, width: int) -> str:
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    named = "/".join([*(f"x{each}" for each in parts[:-1]), parts[-1]])
    return f"tile/{folder}/{named}" + (f".p/{width}" if width != FULL else "")


def _file(fetch: Fetch, path: str) -> bytes:
    try:
        return fetch(path)
    except OSError as error:
        raise CheckFailedError(f"missing: {path}") from error


def _entries(fetch: Fetch, size: int) -> list[bytes]:
    found: list[bytes] = []
    for first in range(0, size, FULL):
        width = min(FULL, size - first)
        path = _path("entries", first // FULL, width)
        raw = _file(fetch, path)
        for _ in range(width):
            length = int.from_bytes(raw[:2], "big")
            if len(raw) < 2 + length:
                raise CheckFailedError(f"too short: {path}")
            found.append(raw[2 : 2 + length])
            raw = raw[2 + length :]
        if raw:
            raise CheckFailedError(f"too long: {path}")
    return found


def _levels(leaves: list[bytes]) -> list[list[bytes]]:
    levels = [leaves]
    while len(levels[-1]) >= FULL:
        below = levels[-1]
        whole = len(below) - len(below) % FULL
        levels.append([_root(below[at : at + FULL]) for at in range(0, whole, FULL)])
    return levels


def _root(hashes: list[bytes]) -> bytes:
    """Pairs level by level, an odd last one goes up as it is: the same tree as RFC 6962's recursion."""
    if not hashes:
        return hashlib.sha256().digest()
    while len(hashes) > 1:
        pairs = [
            hashlib.sha256(b"\1" + hashes[at] + hashes[at + 1]).digest()
            for at in range(0, len(hashes) - 1, 2)
        ]
        hashes = pairs + (hashes[-1:] if len(hashes) % 2 else [])
    return hashes[0]


def _compare_tiles(fetch: Fetch, levels: list[list[bytes]]) -> None:
    for level, hashes in enumerate(levels):
        for first in range(0, len(hashes), FULL):
            part = hashes[first : first + FULL]
            path = _path(str(level), first // FULL, len(part))
            if _file(fetch, path) != b"".join(part):
                raise CheckFailedError(f"does not agree with the entries: {path}")


def _continue(remembered: Seen, leaves: list[bytes]) -> None:
    if len(leaves) < remembered.size:
        raise CheckFailedError(f"the log has shrunk: {remembered.size} entries before, {len(leaves)} now")
    if _root(leaves[: remembered.size]).hex() != remembered.root:
        raise CheckFailedError("the log has another past than it showed before")


def _compare_numbers(entries: list[bytes]) -> None:
    try:
        ids = [json.loads(each)["id"] for each in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise CheckFailedError("an entry is no public fact") from error
    if len(set(ids)) != len(ids):
        raise CheckFailedError("one fact stands in the log twice")
