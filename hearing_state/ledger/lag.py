"""How far the public log is behind: what waits for a number, what waits for a signature, what waits for witnesses."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from hearing_state.db import row
from hearing_state.ledger.folder import CHECKPOINT
from hearing_state.ledger.notes import BadNoteError, Head, Note
from hearing_state.ledger.witnesses import WITNESSED

TOLD = {
    "ledger_oldest_unnumbered_seconds": "Age of the oldest public entry without a number; 0 where the log is not published",
    "ledger_unsigned_entries": "Entries with a number that no signed head covers yet",
    "ledger_head_size": "Entries under the last signed head in this data folder",
    "ledger_head_age_seconds": "Time since the last head was signed; grows by itself while nothing happens",
    "ledger_unwitnessed_entries": "Entries under the signed head that no witnessed head covers; 0 without witnesses",
    "ledger_witnessed_age_seconds": "Time since enough witnesses last cosigned; 0 without witnesses",
}
# The partial index ledger_entry_waiting gives the oldest: identifiers are ordered by time.
_WAITING = """
SELECT coalesce(greatest(extract(epoch FROM $1 - (
           SELECT made_at FROM ledger_entry WHERE number IS NULL AND is_public AND NOT is_withheld ORDER BY id LIMIT 1)), 0), 0)::float8 AS seconds,
       (numbered - size)::float8 AS unsigned
  FROM ledger_head
"""


async def figures(
    now: datetime, data_dir: Path, *, is_published: bool, has_witnesses: bool
) -> dict[str, float]:
    """All of ``TOLD``. Files of the log that are not there (yet) count as an empty log."""
    found = await row(_WAITING, now) or {"seconds": 0.0, "unsigned": 0.0}
    folder = data_dir / "ledger" / "log"
    head, signed_at = await asyncio.to_thread(_head, folder / CHECKPOINT)
    witnessed, witnessed_at = await asyncio.to_thread(_head, folder / WITNESSED)
    moment = now.timestamp()
    return {
        "ledger_oldest_unnumbered_seconds": found["seconds"] if is_published else 0.0,
        "ledger_unsigned_entries": found["unsigned"] if is_published else 0.0,
        "ledger_head_size": float(head),
        "ledger_head_age_seconds": max(0.0, moment - signed_at) if signed_at else 0.0,
        "ledger_unwitnessed_entries": float(max(0, head - witnessed)) if has_witnesses else 0.0,
        "ledger_witnessed_age_seconds": max(0.0, moment - witnessed_at)
        if has_witnesses and witnessed_at
        else 0.0,
    }


def _head(path: Path) -> tuple[int, float]:
    """Size of a head and when it was written; zeros where there is none that can be read."""
    try:
        return Head.parse(Note.parse(path.read_bytes()).text).size, path.stat().st_mtime
    except (OSError, BadNoteError, ValueError):
        return 0, 0.0
