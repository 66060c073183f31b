"""Filling tables by the million: nothing is built while rows come, and everything holds afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import asyncpg

_INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
 WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))
"""
_CONSTRAINTS = """
SELECT c.conrelid::regclass::text AS of, quote_ident(c.conname) AS name, pg_get_constraintdef(c.oid) AS made FROM pg_constraint c
 WHERE c.conrelid = ANY ($1::text[]::regclass[]) AND (c.contype = 'f' OR c.contype IN ('p', 'u')
   AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)) ORDER BY c.contype = 'f'
"""


async def filled_before_built(
    line: asyncpg.Connection,
    tables: Sequence[str],
    leaves: Sequence[str],
    work: Callable[[], Awaitable[None]],
) -> None:
    """Indexes are built once everything lies there. So are keys of ``leaves``, as far as no other table points to them: unique and
    foreign ones prove all rows at once then, and a row that breaks one ends the filling. Checks and triggers stand all the while.
    """
    indexes = await line.fetch(_INDEXES, [*tables, *leaves])
    keys = await line.fetch(_CONSTRAINTS, list(leaves))
    for each in indexes:
        await line.execute(f"DROP INDEX {each['name']}")
    for each in reversed(keys):
        await line.execute(f"ALTER TABLE {each['of']} DROP CONSTRAINT {each['name']}")
    await work()
    for each in keys:
        await line.execute(
            f"ALTER TABLE {each['of']} ADD CONSTRAINT {each['name']} {each['made']}", timeout=3600
        )
    for each in indexes:
        await line.execute(each["made"], timeout=3600)
