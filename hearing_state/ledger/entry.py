"""Write entries into the log's waiting room, inside the running transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.db import execute
from hearing_state.ids import new_id

_INSERT = """
INSERT INTO ledger_entry (id, kind, about, facts, is_public, made_at, act_id)
SELECT e.id, e.kind, e.about, e.facts, $2::boolean, $3::timestamptz, $4::uuid
  FROM jsonb_to_recordset($1::jsonb) AS e(id uuid, kind text, about text, facts jsonb)
"""
_INSERT_MANY = """
INSERT INTO ledger_entry (id, kind, about, facts, is_public, made_at, act_id)
SELECT id, kind, about, facts::jsonb, $1, made_at, act_id
  FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::uuid[]) AS n (id, kind, about, facts, made_at, act_id)
"""


@dataclass(frozen=True)
class Entry:
    """A public fact: what kind, about which thing, with which values (never personal ones)."""

    kind: str
    about: str
    facts: dict[str, Any] = field(default_factory=dict)


def plain(value: object) -> object:
    """A value as JSON has it: days and instants in ISO form, identifiers as text."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} cannot stand in a ledger entry")


def as_kept(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as they are read back: as JSON has them."""
    read: dict[str, Any] = json.loads(json.dumps(facts, default=plain))
    return read


_FACTS = json.JSONEncoder(default=plain, ensure_ascii=False)
"""json.dumps makes a new one for every call."""


async def write(entries: Sequence[Entry], *, is_public: bool, at: datetime, act_id: UUID) -> None:
    made = [{"id": new_id(), "kind": e.kind, "about": e.about, "facts": e.facts} for e in entries]
    await execute(_INSERT, _FACTS.encode(made), is_public, at, act_id)


async def write_many(entries: Sequence[tuple[Entry, datetime, UUID]], *, is_public: bool) -> None:
    """Entries of many acts: (entry, when, its act)."""
    await execute(
        _INSERT_MANY,
        is_public,
        [new_id() for _each in entries],
        [entry.kind for entry, _at, _act in entries],
        [entry.about for entry, _at, _act in entries],
        [_FACTS.encode(entry.facts) for entry, _at, _act in entries],
        [at for _entry, at, _act in entries],
        [act_id for _entry, _at, act_id in entries],
    )
