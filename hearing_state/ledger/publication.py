"""One step of the runner: number what waits, then publish what is numbered. Any number of runners may take it at once.

The row of ``ledger_head`` is the fence: who has it locked numbers and publishes, the others pass by. Numbers are committed before
anything is signed over them, so that no crash can give a signed number to another entry.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from hearing_state.db import execute, row, rows, transaction
from hearing_state.ledger.folder import HeadMismatchError, LogFolder
from hearing_state.ledger.notes import Head
from hearing_state.ledger.public_form import SALT_BYTES, public_form

AT_ONCE = 1024
_FENCE = "SELECT numbered, size, root FROM ledger_head FOR UPDATE SKIP LOCKED"
_WAITING = """
SELECT id, kind, about, facts::text AS facts, made_at FROM ledger_entry
 WHERE number IS NULL AND is_public ORDER BY id LIMIT $1
"""
_LEAVES = "SELECT body FROM ledger_leaf WHERE number >= $1 ORDER BY number LIMIT $2"
_NUMBER = """
WITH made AS (SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[], $4::bytea[]) AS m(number, id, body, salt)),
     leaves AS (INSERT INTO ledger_leaf (number, entry_id, body) SELECT number, id, body FROM made),
     openings AS (INSERT INTO ledger_opening (entry_id, salt) SELECT id, salt FROM made)
UPDATE ledger_entry e SET number = made.number FROM made WHERE e.id = made.id
"""


async def step(folder: LogFolder) -> Head | None:
    """Number and publish once. None: nothing to do, or another runner is at it. HeadMismatchError, OSError: nothing was signed."""
    await number()
    with folder.held() as is_ours:
        if not is_ours:
            return None
        async with transaction():
            known = await row(_FENCE)
            return await _publish(folder, known) if known else None


async def number() -> int:
    """Give the next numbers to entries that wait; how many got one."""
    async with transaction():
        known = await row(_FENCE)
        waiting = await rows(_WAITING, AT_ONCE) if known else []
        if not known or not waiting:
            return 0
        salts = [secrets.token_bytes(SALT_BYTES) for _ in waiting]
        bodies = [_body(each, salt) for each, salt in zip(waiting, salts, strict=True)]
        first = known["numbered"]
        numbers = list(range(first, first + len(waiting)))
        await execute(_NUMBER, numbers, [each["id"] for each in waiting], bodies, salts)
        await execute("UPDATE ledger_head SET numbered = $1", first + len(waiting))
        return len(waiting)


def _body(entry: dict[str, Any], salt: bytes) -> bytes:
    facts = json.loads(entry["facts"])
    return public_form(entry["id"], entry["kind"], entry["about"], facts, entry["made_at"], salt)


async def _publish(folder: LogFolder, known: dict[str, Any]) -> Head | None:
    signed = folder.head()
    if signed is not None and signed.size > known["numbered"]:
        raise HeadMismatchError(
            f"signed already: {signed.size} entries; the database has {known['numbered']}"
        )
    is_whole = signed is not None and signed.size >= known["size"]
    size = known["size"] if is_whole and _stands(folder, known["size"], known["root"]) else 0
    if size == known["numbered"]:
        return None
    head = None
    while size < known["numbered"]:
        leaves = await rows(_LEAVES, size, AT_ONCE)
        if not leaves:
            raise HeadMismatchError("numbered entries are missing in the database")
        head = folder.append(size, [each["body"] for each in leaves])
        size = head.size
    if head:
        await execute("UPDATE ledger_head SET size = $1, root = $2", head.size, head.root)
    return head


def _stands(folder: LogFolder, size: int, root: bytes | None) -> bool:
    """Whether the folder still holds the tree that the database remembers; if not, it is written anew from the first entry."""
    try:
        return size > 0 and folder.root_at(size) == root
    except (FileNotFoundError, ValueError):
        return False
