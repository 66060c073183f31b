"""Everything that is kept about one person: rows of every table, and her files."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.files.shelf import Shelf
from hearing_state.privacy.emptying import own_rows
from hearing_state.retention import RETENTION, Table

# What opens something is not given away in a file that may be copied; nor who at work had it before her: her role and office are told.
SECRETS = frozenset(
    {
        "secret_digest",
        "code_digest",
        "ticket_digest",
        "sealed",
        "password_hash",
        "totp_sealed",
        "digest",
        "reader_id",
    }
)
_FILES = "SELECT id, digest, name FROM files_attachment WHERE owner_id = $1 ORDER BY stored_at, id"


@dataclass(frozen=True)
class OwnFile:
    """A file that she sent, and where its content lies."""

    name: str
    path: Path


@dataclass(frozen=True)
class Gathered:
    """By table: what it is for, and the rows. Tables without a row about her are left out."""

    person_id: UUID
    tables: Sequence[tuple[Table, Sequence[Mapping[str, Any]]]]
    files: Sequence[OwnFile]


async def gathered(context: Context, person_id: UUID) -> Gathered:
    """Read in one transaction, so that it fits together."""
    found = []
    for table in sorted(RETENTION.tables, key=lambda each: each.name):
        if table.is_of_people and table.exported:
            own = [_shown(json.loads(each)) for each in await own_rows(table, person_id)]
            if own:
                found.append((table, own))
    shelf = Shelf(context.settings.data_dir)
    files = [
        OwnFile(f"{each['id']}-{each['name']}", shelf.path(each["digest"]))
        for each in await rows(_FILES, person_id)
    ]
    return Gathered(person_id, found, files)


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _readable(value) for name, value in row.items() if name not in SECRETS}


def _readable(value: Any) -> Any:
    """Bytes come from the database in hexadecimal; here they are base64."""
    if isinstance(value, str) and value.startswith("\\x"):
        return base64.b64encode(bytes.fromhex(value[2:])).decode()
    return value
