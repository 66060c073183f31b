"""Columns say what they hold: every listed personal column exists, and no text column is forgotten."""

import tomllib
from pathlib import Path

import pytest

import hearing_state
from hearing_state.db import rows
from hearing_state.main import packages

# Columns of text or bytes that hold words of the house, of the law or of the map, never of or about a person.
IMPERSONAL = Path(__file__).with_name("impersonal_columns.txt")
HOUSE = Path(hearing_state.__file__).parent
_TEXT_COLUMNS = """
SELECT c.table_name || '.' || c.column_name AS name FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
 WHERE c.table_schema = 'public' AND data_type IN ('text', 'character varying', 'bytea', 'jsonb', 'ARRAY', 'character')
   AND is_generated = 'NEVER' AND c.table_name NOT LIKE 'tortoise%'
"""


def listed() -> dict[str, dict[str, object]]:
    found = {}
    kernel = [HOUSE / name for name in packages.KERNEL_TABLES]
    for folder in (*kernel, *(manifest.folder for manifest in packages.manifests())):
        path = folder / "retention.toml"
        if path.exists():
            for each in tomllib.loads(path.read_text(encoding="utf-8"))["column"]:
                found[f"{each['table']}.{each['column']}"] = each
    return found


def impersonal() -> set[str]:
    return set(IMPERSONAL.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("name", sorted(listed()))
async def test_a_personal_column_exists_and_says_why_and_how_long(db, name):
    table, column = name.split(".")
    known = await rows(
        "SELECT 1 FROM information_schema.columns WHERE table_name = $1 AND column_name = $2", table, column
    )
    assert known
    assert listed()[name]["purpose"]
    assert listed()[name].get("days", 0) > 0 or listed()[name]["stays"]


async def test_a_new_text_column_is_either_personal_or_said_not_to_be(db):
    columns = {each["name"] for each in await rows(_TEXT_COLUMNS)}
    assert sorted(columns - set(listed()) - impersonal()) == []
    assert sorted(impersonal() - columns) == []
    assert sorted(impersonal() & set(listed())) == []
