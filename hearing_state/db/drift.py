"""Whether the database has what the models say: Tortoise's migrations silently leave out some of it.

Constraints of a new model, indexes of an added field and indexes of foreign keys are the known gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.context import TortoiseContext
from tortoise.indexes import Index
from tortoise.models import MetaInfo, Model

from hearing_state.db.connection import connected
from hearing_state.db.sql import rows

INDEXES = """
    select named.relname as name, told.indisunique as is_unique, told.indpred is not null as is_partial,
           array(select attribute.attname from unnest(told.indkey) with ordinality as key(number, place)
                 left join pg_attribute attribute
                   on attribute.attrelid = told.indrelid and attribute.attnum = key.number
                 order by place)::text[] as columns
    from pg_index told join pg_class named on named.oid = told.indexrelid
    where told.indrelid = to_regclass($1)
"""
CONSTRAINTS = "select conname as name from pg_constraint where conrelid = to_regclass($1)"
COLUMNS = """
    select attname as name from pg_attribute
    where attrelid = to_regclass($1) and attnum > 0 and not attisdropped
"""


async def drift(config: dict[str, Any]) -> list[str]:
    """One line for each thing that a model declares and the database does not have."""
    async with connected(config) as context:
        return [line for model in _models(context) for line in (await _table(model)).gaps()]


@dataclass(frozen=True)
class Table:
    """One model beside what the catalogue of the database says about its table."""

    meta: MetaInfo
    columns: frozenset[str]
    named: frozenset[str]
    indexes: Sequence[dict[str, Any]]

    def gaps(self) -> Iterator[str]:
        table = self.meta.db_table
        if not self.columns:
            yield f"{table}: no such table"
            return
        for gap in (*self._columns(), *self._uniques(), *self._indexes(), *self._foreign_keys()):
            yield f"{table}: {gap}"

    def _columns(self) -> Iterator[str]:
        for column in self.meta.fields_db_projection.values():
            if column not in self.columns:
                yield f"column {column} missing"

    def _uniques(self) -> Iterator[str]:
        meta = self.meta
        for constraint in meta.constraints:
            if constraint.name not in self.named:
                yield f"constraint {constraint.name} missing"
        for fields in meta.unique_together:
            if not self._has([self._column(field) for field in fields], unique=True):
                yield f"unique {', '.join(fields)} missing"
        for field, column in meta.fields_db_projection.items():
            declared = meta.fields_map[field]
            if declared.unique and not declared.pk and not self._has([column], unique=True):
                yield f"unique {column} missing"

    def _indexes(self) -> Iterator[str]:
        meta = self.meta
        for index in meta.indexes:
            name = getattr(index, "name", None)
            fields = list(index.fields if isinstance(index, Index) else index)
            if name not in self.named if name else not self._has([self._column(field) for field in fields]):
                yield f"index {name or ', '.join(fields)} missing"
        for field, column in meta.fields_db_projection.items():
            if meta.fields_map[field].index and not self._has([column]):
                yield f"index on {column} missing"

    def _foreign_keys(self) -> Iterator[str]:
        for field in self.meta.fk_fields:
            if not self._has([self._column(field)]):
                yield f"foreign key {field} has no index"

    def _column(self, field: str) -> str:
        source = self.meta.fields_map[field].source_field
        return source or (f"{field}_id" if f"{field}_id" in self.columns else field)

    def _has(self, columns: list[str], *, unique: bool = False) -> bool:
        for index in self.indexes:
            begins = index["columns"][: len(columns)] == columns
            whole = index["is_unique"] and len(index["columns"]) == len(columns)
            if begins and not index["is_partial"] and (whole or not unique):
                return True
        return False


async def _table(model: type[Model]) -> Table:
    meta = model._meta  # noqa: SLF001 - Tortoise offers no other way to a model's description
    table = meta.db_table
    indexes = await rows(INDEXES, table)
    constraints = await rows(CONSTRAINTS, table)
    columns = await rows(COLUMNS, table)
    named = frozenset(each["name"] for each in (*indexes, *constraints))
    return Table(meta, frozenset(each["name"] for each in columns), named, indexes)


def _models(context: TortoiseContext) -> list[type[Model]]:
    return list(context.apps.get_models_iterable()) if context.apps else []
