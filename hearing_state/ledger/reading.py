"""The log as readers browse it: numbered entries as the world reads them, and the proof that one stands in the signed head."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from hearing_state.db import row, rows
from hearing_state.ledger.folder import CHECKPOINT
from hearing_state.ledger.merkle import Hash, inclusion_proof, leaf_hash, sides
from hearing_state.ledger.notes import BadNoteError, Head, Note
from hearing_state.ledger.tiles import Tree
from hearing_state.ledger.witnesses import WITNESSED

_LEAF = "number, kind, about, body"
NEWEST = 5
"""So many lines stand beside a thing."""
_LISTED = f"""
SELECT {_LEAF} FROM ledger_leaf
 WHERE number < $1 AND ($2 = '' OR kind = $2) AND ($3 = '' OR about = $3)
 ORDER BY number DESC LIMIT $4
"""
_NEVER = 1 << 62


@dataclass(frozen=True)
class Leaf:
    """One numbered entry. ``body``: the bytes that the tree is made of; ``about`` is empty where it is only committed to."""

    number: int
    kind: str
    about: str
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.body)
        return read

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.said["at"])

    @property
    def hash(self) -> str:
        return leaf_hash(self.body).hex()


@dataclass(frozen=True)
class Step:
    """One step of a proof: the neighbour's hash, and whether it stands left of what was reckoned so far."""

    is_left: bool
    hash: str


@dataclass(frozen=True)
class Log:
    """The published log as its folder shows it now. ``witnessed``: how many entries its witnesses vouch for."""

    head: Head
    key: str
    witnesses: int = 0
    witnessed: int = 0


@dataclass(frozen=True)
class Proof:
    head: Head
    steps: Sequence[Step]


async def listed(kind: str, about: str, before: int | None, size: int) -> list[Leaf]:
    """Entries with smaller numbers than ``before``, the newest first; empty words ask for nothing."""
    found = await rows(_LISTED, _NEVER if before is None else before, kind, about, size)
    return [_leaf(each) for each in found]


async def one(number: int) -> Leaf | None:
    found = await row(f"SELECT {_LEAF} FROM ledger_leaf WHERE number = $1", number)
    return _leaf(found) if found else None


async def kinds() -> list[str]:
    """The kinds that stand in the log, found by jumping through the index from one to the next."""
    found = await rows("""
        WITH RECURSIVE each(kind) AS (
            (SELECT kind FROM ledger_leaf ORDER BY kind LIMIT 1)
            UNION ALL
            SELECT (SELECT l.kind FROM ledger_leaf l WHERE l.kind > each.kind ORDER BY l.kind LIMIT 1) FROM each
             WHERE each.kind IS NOT NULL
        ) SELECT kind FROM each WHERE kind IS NOT NULL
    """)
    return [each["kind"] for each in found]


def lines_about(ref: str) -> str:
    """SQL: the newest lines about a thing, as a value that other packages ask for with rows of their own; ``ref``: an expression."""
    return (
        f"ARRAY(SELECT ROW({_LEAF}) FROM ledger_leaf line WHERE line.about = {ref} AND line.about <> ''"
        f" ORDER BY line.number DESC LIMIT {NEWEST})"
    )


def read_lines(found: Iterable[Sequence[Any]]) -> list[Leaf]:
    return [Leaf(number, kind, about, bytes(body)) for number, kind, about, body in found]


def log_at(folder: Path) -> Log | None:
    """None: nothing is published (yet). Blocks; for a thread."""
    try:
        head = Head.parse(Note.parse((folder / CHECKPOINT).read_bytes()).text)
        key = (folder / "vkey").read_text(encoding="utf-8").strip()
    except (FileNotFoundError, BadNoteError):
        return None
    try:
        note = Note.parse((folder / WITNESSED).read_bytes())
    except (FileNotFoundError, BadNoteError):
        return Log(head, key)
    return Log(head, key, len(note.lines) - 1, Head.parse(note.text).size)


def proof_of(folder: Path, head: Head, number: int) -> Proof | None:
    """That the entry stands in the tree of this head; None: not yet, or its files are being written anew. Blocks."""
    if number >= head.size:
        return None
    tree = Tree(head.size, lambda name: (folder / name).read_bytes())
    try:
        hashes = inclusion_proof(number, head.size, tree.root_of)
    except (FileNotFoundError, ValueError):
        return None
    return Proof(head, _steps(hashes, number, head.size))


def _steps(hashes: Sequence[Hash], number: int, size: int) -> list[Step]:
    return [Step(is_left, each.hex()) for is_left, each in zip(sides(number, size), hashes, strict=True)]


def _leaf(found: dict[str, Any]) -> Leaf:
    return Leaf(found["number"], found["kind"], found["about"], bytes(found["body"]))
