"""How a listed column is emptied: the SQL of retention and of erasure, made from the table of retention alone.

The statements are put together from the shipped files and the database's own catalogue, never from what anybody typed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearing_state.db import execute, rows
from hearing_state.retention import Column, Table

BATCH = 1_000
"""Rows of one column in one transaction; then it goes on in the next."""
_SHAPES = """
SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'YES' AS is_nullable
  FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.table_name = ANY ($1::text[])
"""
_NOTHING = {"text": "''", "character varying": "''", "ARRAY": "'{}'", "bytea": "''"}
# A fresh key where a digest of somebody stood: that it was one and the same is gone with her.
_KEY = "decode(replace(gen_random_uuid()::text, '-', ''), 'hex')"
_KEY_BYTES = 16


@dataclass(frozen=True)
class Shape:
    """What the database says of a column."""

    data_type: str
    is_nullable: bool


Shapes = Mapping[tuple[str, str], Shape]


async def shapes(tables: Sequence[Table]) -> Shapes:
    found = await rows(_SHAPES, [each.name for each in tables])
    return {
        (each["table_name"], each["column_name"]): Shape(each["data_type"], each["is_nullable"])
        for each in found
    }


def emptied(column: Column, shape: Shape) -> tuple[str, str]:
    """(what the column becomes, which rows still hold something)."""
    name = f't."{column.column}"'
    if column.into:
        return column.into, f"{name} IS DISTINCT FROM ({column.into})"
    if shape.is_nullable:
        return "NULL", f"{name} IS NOT NULL"
    if shape.data_type == "bytea":
        return _KEY, f"octet_length({name}) <> {_KEY_BYTES}"
    if shape.data_type == "jsonb":
        return f"CASE jsonb_typeof({name}) WHEN 'array' THEN '[]'::jsonb ELSE '{{}}'::jsonb END", (
            f"{name} NOT IN ('[]'::jsonb, '{{}}'::jsonb)"
        )
    nothing = _NOTHING[shape.data_type]
    return nothing, f"{name} <> {nothing}"


_FORGETS = "SELECT set_config('house.forgets', 'yes', true)"
"""For the running transaction: tables whose rows are written once let go of words, and of nothing else."""


async def is_due(table: Table, shapes_of: Shapes, now: object) -> bool:
    """Whether anything of that table has outlived its days."""
    for column in _due_columns(table):
        conditions = _outlived(table, column, shapes_of)
        if await rows(f"SELECT 1 FROM {table.name} t WHERE {' AND '.join(conditions)} LIMIT 1", now):
            return True
    return False


async def outlived(table: Table, shapes_of: Shapes, now: object) -> int:
    """Empty what is due of one table, of each column one batch; how many rows. Joins the running transaction."""
    await execute(_FORGETS)
    gone = 0
    for column in _due_columns(table):
        conditions = _outlived(table, column, shapes_of)
        if column.ends == "row":
            gone += await execute(_delete(table.name, conditions, BATCH), now)
        else:
            becomes, _holds = emptied(column, shapes_of[table.name, column.column])
            gone += await execute(_update(table.name, _set(column, becomes), conditions, BATCH), now)
    return gone


async def erased(table: Table, shapes_of: Shapes, person_id: object) -> int:
    """Empty one table of one person, but for what the law wants kept; how many rows. Joins the running transaction."""
    if not table.mine:
        return 0
    await execute(_FORGETS)
    mine = [f"({_mine(table)})", *([f"({table.owed_while}) IS NOT TRUE"] if table.owed_while else [])]
    gone = 0
    for column in sorted(
        table.columns, key=lambda each: _is_key(table, each)
    ):  # rows are found by their key: it goes last
        conditions = [*mine, *_unless_it_stays(column)]
        if column.when_erased == "row":
            gone += await execute(_delete(table.name, conditions), person_id)
        elif column.when_erased in {"blank", "job"}:
            becomes, holds = emptied(column, shapes_of[table.name, column.column])
            if shapes_of[table.name, column.column].data_type == "uuid":
                holds = f'{holds} AND t."{column.column}" = $1::uuid'  # of the others who stand in her rows nothing goes
            gone += await execute(_update(table.name, _set(column, becomes), [holds, *conditions]), person_id)
    if table.erased == "row":
        gone += await execute(_delete(table.name, mine), person_id)
    return gone


async def lingering(table: Table, person_id: object) -> int:
    """How many rows of one person the law wants kept for now."""
    whiles = [table.owed_while, *(each.stays_while for each in table.columns if _is_key(table, each))]
    held = " OR ".join(f"({each})" for each in whiles if each)
    if not (table.mine and held):
        return 0
    found = await rows(
        f"SELECT count(*) AS n FROM {table.name} t WHERE ({_mine(table)}) AND ({held})", person_id
    )
    return int(found[0]["n"])


async def own_rows(table: Table, person_id: object) -> list[str]:
    """The rows about one person, each as JSON text, without what only the house computes."""
    found = await rows(
        f"SELECT to_jsonb(t)::text AS row FROM {table.name} t WHERE {_mine(table)} ORDER BY 1", person_id
    )
    return [each["row"] for each in found]


def _due_columns(table: Table) -> list[Column]:
    return [each for each in table.columns if each.ends in {"row", "blank"}]


def _outlived(table: Table, column: Column, shapes_of: Shapes) -> list[str]:
    due = f"({table.since})::timestamptz < $1::timestamptz - make_interval(days => {column.days:d})"
    holds = [] if column.ends == "row" else [emptied(column, shapes_of[table.name, column.column])[1]]
    return [*holds, due, *_unless_it_stays(column)]


def _unless_it_stays(column: Column) -> list[str]:
    return [f"({column.stays_while}) IS NOT TRUE"] if column.stays_while else []


def _is_key(table: Table, column: Column) -> bool:
    return f"t.{column.column} " in f"{table.mine} "


def _mine(table: Table) -> str:
    return (
        table.mine.replace("$1::text", "$1::uuid::text")
        .replace("= $1", "= $1::uuid")
        .replace("::uuid::uuid", "::uuid")
    )


def _set(column: Column, becomes: str) -> str:
    return ", ".join([f'"{column.column}" = {becomes}', *([column.also] if column.also else [])])


def _picked(table: str, conditions: Sequence[str], limit: int) -> str:
    bound = f" LIMIT {limit} FOR UPDATE OF t SKIP LOCKED" if limit else ""
    return f"ctid = ANY (ARRAY(SELECT t.ctid FROM {table} t WHERE {' AND '.join(conditions)}{bound}))"


def _delete(table: str, conditions: Sequence[str], limit: int = 0) -> str:
    return f"DELETE FROM {table} WHERE {_picked(table, conditions, limit)}"


def _update(table: str, sets: str, conditions: Sequence[str], limit: int = 0) -> str:
    return f"UPDATE {table} t SET {sets} WHERE t.{_picked(table, conditions, limit)}"
