"""What the corrections of rules and of the other numbers have in common: their keys, and how a source is told."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.errors import NotFound

CERTAINTIES = "^[QNCM]$"
SOURCE_MIN, SOURCE_MAX = 5, 500


async def known_rule(context: Context, key: str) -> str:
    """Raises NotFound."""
    del context
    found = await value("SELECT key FROM duties_rule WHERE key = $1 LIMIT 1", key)
    if found is None:
        raise NotFound("duty.no_such_rule")
    return str(found)


async def known_norm(context: Context, key: str) -> str:
    """Raises NotFound."""
    del context
    found = await value("SELECT key FROM duties_norm WHERE key = $1 LIMIT 1", key)
    if found is None:
        raise NotFound("duty.no_such_norm")
    return str(found)
