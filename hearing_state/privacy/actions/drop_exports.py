"""Files that have lain long enough go; so do those whose wish is gone."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute, rows
from hearing_state.privacy.queries import FOLDER

_OVER = "DELETE FROM privacy_export WHERE until_at <= $1"
_KEPT = "SELECT id::text AS id FROM privacy_export"


class DropExports(Wish):
    pass


@action("privacy.drop_exports", entry="privacy.exports_dropped", public=False)
async def drop_exports(context: Context, wish: DropExports) -> int:
    """How many files."""
    del wish
    await execute(_OVER, context.now)
    kept = {f"{each['id']}.zip" for each in await rows(_KEPT)}
    return await asyncio.to_thread(_drop, context.settings.data_dir / FOLDER, kept)


def _drop(folder: Path, kept: set[str]) -> int:
    over = [each for each in folder.glob("*") if each.name not in kept] if folder.is_dir() else []
    for each in over:
        each.unlink(missing_ok=True)
    return len(over)
