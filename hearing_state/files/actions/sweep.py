"""What nobody attached within two days is forgotten; contents without a row leave the shelf."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.files.shelf import Shelf

_FORGET = "DELETE FROM files_attachment WHERE attached_to IS NULL AND stored_at < $1::timestamptz - interval '2 days'"
_NEEDED = "SELECT DISTINCT digest FROM files_attachment WHERE digest = ANY($1::text[])"
_BATCH = 500
_DIGEST = re.compile(r"^[0-9a-f]{64}$")


class Sweep(Wish):
    pass


@action("file.sweep", entry="file.swept", public=False)
async def sweep(context: Context, wish: Sweep) -> int:
    """How many contents left the shelf. A content younger than a day stays: its row may be on the way."""
    del wish
    forgotten = await execute(_FORGET, context.now)
    shelf = Shelf(context.settings.data_dir)
    aged = await asyncio.to_thread(lambda: list(shelf.aged()))
    dropped = 0
    for start in range(0, len(aged), _BATCH):
        dropped += await _drop(aged[start : start + _BATCH])
    context.record("file.swept", "files", forgotten=forgotten, dropped=dropped)
    return dropped


async def _drop(paths: list[Path]) -> int:
    digests = [path.name for path in paths if _DIGEST.match(path.name)]
    needed = {each["digest"] for each in await rows(_NEEDED, digests)}
    orphans = [path for path in paths if path.name not in needed]
    for path in orphans:
        await asyncio.to_thread(path.unlink, missing_ok=True)
    return len(orphans)
