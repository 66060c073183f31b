"""One step of the runner: number what waits, then publish what is numbered. Any number of runners may take it at once.

The row of ``ledger_head`` is the fence: who has it locked numbers and publishes, the others pass by. Numbers are committed before
anything is signed over them, so that no crash can give a signed number to another entry. Files are written in a thread, so that
nothing else of the process waits for the disk.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Callable
from typing import Any, TypeVar

import structlog

from hearing_state.db import execute, row, rows, transaction
from hearing_state.ledger import facts, references
from hearing_state.ledger.folder import HeadMismatchError, LogFolder
from hearing_state.ledger.notes import Head
from hearing_state.ledger.public_form import SALT_BYTES, public_form

T = TypeVar("T")
log = structlog.get_logger("ledger")

AT_ONCE = 1024
_FENCE = "SELECT numbered, size, root FROM ledger_head FOR UPDATE SKIP LOCKED"
_WAITING = """
SELECT id, kind, about, facts::text AS facts, made_at FROM ledger_entry
 WHERE number IS NULL AND is_public AND NOT is_withheld ORDER BY id LIMIT $1
"""
_LEAVES = "SELECT body FROM ledger_leaf WHERE number >= $1 ORDER BY number LIMIT $2"
_NUMBER = """
WITH made AS (SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bytea[])
                     AS m(number, id, kind, about, body, salt)),
     leaves AS (INSERT INTO ledger_leaf (number, entry_id, kind, about, body) SELECT number, id, kind, about, body FROM made),
     openings AS (INSERT INTO ledger_opening (entry_id, salt) SELECT id, salt FROM made)
UPDATE ledger_entry e SET number = made.number FROM made WHERE e.id = made.id
"""
_WITHHOLD = "UPDATE ledger_entry SET is_withheld = true WHERE id = ANY($1::uuid[])"
_RELEASE = """
UPDATE ledger_entry SET is_withheld = false
 WHERE about = ANY($1::text[]) AND is_withheld AND number IS NULL AND kind = ANY($2::text[])
"""


async def step(folder: LogFolder) -> Head | None:
    """Number and publish once. None: nothing to do, or another runner is at it. HeadMismatchError, OSError: nothing was signed."""
    await number()
    return await publish(folder)


async def publish(folder: LogFolder) -> Head | None:
    """Bring the files up to the numbers given. None and faults as of ``step``."""
    with folder.held() as is_ours:
        if not is_ours:
            return None
        async with transaction():
            known = await row(_FENCE)
            return await _publish(folder, known) if known else None


async def number() -> int:
    """Give the next numbers to entries that wait and may be published; how many were looked at."""
    async with transaction():
        known = await row(_FENCE)
        waiting = await rows(_WAITING, AT_ONCE) if known else []
        if not known or not waiting:
            return 0
        entries = [{**each, "facts": json.loads(each["facts"])} for each in waiting]
        seen = await references.visible(
            {ref for each in entries for ref in facts.references_in(each["about"], each["facts"])}
        )
        judged = [(each, facts.allowed(each["kind"], each["about"], each["facts"], seen)) for each in entries]
        fit = [(each, allowed) for each, allowed in judged if allowed]
        if fit:
            await _give(known["numbered"], fit)
        await _withhold([each for each, allowed in judged if not allowed])
        return len(waiting)


async def _give(first: int, fit: list[tuple[dict[str, Any], facts.Allowed]]) -> None:
    salts = [secrets.token_bytes(SALT_BYTES) for _ in fit]
    await execute(
        _NUMBER,
        list(range(first, first + len(fit))),
        [each["id"] for each, _ in fit],
        [each["kind"] for each, _ in fit],
        [allowed.about for _, allowed in fit],
        [_body(each, allowed, salt) for (each, allowed), salt in zip(fit, salts, strict=True)],
        salts,
    )
    await execute("UPDATE ledger_head SET numbered = $1", first + len(fit))
    await execute(_RELEASE, [each["about"] for each, _ in fit], list(facts.table().kinds))


async def _withhold(entries: list[dict[str, Any]]) -> None:
    """Kept back until their thing may be seen. Of a kind that nobody read through an operator hears, without a value of it."""
    if not entries:
        return
    await execute(_WITHHOLD, [each["id"] for each in entries])
    for kind in {each["kind"] for each in entries} - set(facts.table().kinds) - facts.table().withheld:
        log.warning("ledger_kind_unknown", kind=kind)


def _body(entry: dict[str, Any], allowed: facts.Allowed, salt: bytes) -> bytes:
    return public_form(entry["id"], entry["kind"], entry["about"], allowed, entry["made_at"], salt)


async def _publish(folder: LogFolder, known: dict[str, Any]) -> Head | None:
    signed = await in_thread(folder.head)
    if signed is not None and signed.size > known["numbered"]:
        raise HeadMismatchError(
            f"signed already: {signed.size} entries; the database has {known['numbered']}"
        )
    is_whole = signed is not None and signed.size >= known["size"]
    stands = is_whole and await in_thread(lambda: _stands(folder, known["size"], known["root"]))
    size = known["size"] if stands else 0
    if size == known["numbered"]:
        return None
    head = None
    while size < known["numbered"]:
        head = await _append(folder, size)
        size = head.size
    if head:
        await execute("UPDATE ledger_head SET size = $1, root = $2", head.size, head.root)
    return head


async def _append(folder: LogFolder, size: int) -> Head:
    leaves = await rows(_LEAVES, size, AT_ONCE)
    if not leaves:
        raise HeadMismatchError("numbered entries are missing in the database")
    bodies = [bytes(each["body"]) for each in leaves]
    return await in_thread(lambda: folder.append(size, bodies))


async def in_thread(work: Callable[[], T]) -> T:
    """Work with files beside the event loop. Whoever is cancelled meanwhile still waits for its end: locks are given back only then."""
    running = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        raise


def _stands(folder: LogFolder, size: int, root: bytes | None) -> bool:
    """Whether the folder still holds the tree that the database remembers; if not, it is written anew from the first entry."""
    try:
        return size > 0 and folder.root_at(size) == root
    except (FileNotFoundError, ValueError):
        return False
