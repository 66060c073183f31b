"""Each listed column has a way in which it ends, and the nights really go that way: tried on a row of every listed table."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hearing_state.clock import FrozenClock
from hearing_state.db import execute, rows, value
from hearing_state.jobs.listeners import Told
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.privacy import emptying, tasks
from hearing_state.retention import RETENTION, Column
from tests.support import whole_life
from tests.support.contexts import NOON, settings_for_tests

AGES_AGO = datetime(1990, 1, 1, tzinfo=UTC)
ONE = "00000000-0000-7000-8000-00000000feed"
_CHECKS = """
SELECT conrelid::regclass::text AS "table", conname FROM pg_constraint
 WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace AND coninhcount = 0 AND conparentid = 0
"""
_COLUMNS = """
SELECT column_name, data_type, udt_name, character_maximum_length AS length FROM information_schema.columns
 WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER' AND is_identity = 'NO'
"""
_TABLES = """
SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
   AND table_name NOT LIKE 'tortoise%' AND table_name NOT LIKE 'jobs%' AND table_name NOT LIKE 'ledger%' ORDER BY 1
"""


@pytest.fixture
async def aged(own_database):
    """A database with one row in every table, everything in it from 1990, of one person, and full of words of hers."""
    packages.install()
    for each in await rows(_CHECKS):
        await execute(f"ALTER TABLE {each['table']} DROP CONSTRAINT {each['conname']}")
    for each in await rows(_TABLES):
        await execute(f"ALTER TABLE {each['table_name']} DISABLE TRIGGER USER")
        await _fill(each["table_name"])
        await execute(f"ALTER TABLE {each['table_name']} ENABLE TRIGGER USER")
    # The job that drops recordings reads the meeting. The rest: nothing is public, so that nothing stays as a public text.
    for each in (
        "schedule_meeting SET kind = 'planned', state = 'held', mode = 'hall', ref = 'M-1990-000001'",
        "drafting_petition SET published_at = NULL",
        "record_speech SET kind = 'resident'",
        "files_attachment SET attached_to = 'Q-1990-000001'",
        "commitments_contest SET id = gen_random_uuid()",  # where a person stood stands the row itself
    ):
        await execute(f"UPDATE {each}")


async def _fill(table: str) -> None:
    await execute(f"DELETE FROM {table}")
    columns = {each["column_name"]: _canary(each) for each in await rows(_COLUMNS, table)}
    names = ", ".join(f'"{name}"' for name in columns)
    await execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(columns.values())})")


_CANARIES = {
    "uuid": f"'{ONE}'",
    "timestamp with time zone": f"'{AGES_AGO:%Y-%m-%d}'",
    "date": f"'{AGES_AGO:%Y-%m-%d}'",
    "bytea": "decode(repeat('ca', 32), 'hex')",
    "jsonb": """'{"said": "canary"}'""",
    "boolean": "false",
    "xid8": "pg_current_xact_id()",  # in which transaction a row changed: of nobody
}


def _canary(column: dict) -> str:
    """SQL of something personal that fits the column."""
    if column["data_type"] in {"text", "character varying"}:
        return f"'{'canary'[: column['length'] or 6]}'"
    if column["data_type"] == "ARRAY":
        each = f"'{ONE}'" if "uuid" in column["udt_name"] else "'canary'"
        return f"ARRAY[{each}]::{column['udt_name'][1:]}[]"
    return _CANARIES.get(column["data_type"], "1")


async def _night(context) -> None:
    """What the clock starts: the general job, and the jobs that the tables name."""
    await tasks.forget_outlived(context, context.now)
    for _round in range(20):
        waiting = await rows("DELETE FROM jobs_outbox WHERE event = 'privacy.outlived' RETURNING about")
        if not waiting:
            break
        for each in waiting:
            told = Told(id=1, event="privacy.outlived", about=each["about"], payload={}, at=context.now)
            await tasks.forget_table(context, told)
    ticks = {tick.name: tick for manifest in packages.manifests() for tick in manifest.timetable}
    for name in {each.by for each in RETENTION.columns() if each.by}:
        await ticks[name].run(context, context.now)


async def _personal(column: Column) -> bool:
    """Whether a row of it still holds what was put in."""
    found = await rows(f'SELECT to_jsonb(t."{column.column}")::text AS held FROM {column.table} t')
    return any(_is_canary(json.loads(each["held"] or "null")) for each in found)


def _is_canary(held: object) -> bool:
    return held == ONE or "canary" in json.dumps(held) or held in ("ca", "\\x" + "ca" * 32)


async def test_of_every_listed_table_nothing_personal_is_left_but_what_says_why_it_stays(aged, as_):
    columns = list(RETENTION.columns())
    assert len(columns) > 150
    before = [each for each in columns if await _personal(each)]
    assert {each.table for each in before} >= {each.table for each in columns} - {"ledger_entry"}
    await _night(as_("system"))
    left = [
        f"{each.table}.{each.column}" for each in columns if each.ends != "stays" and await _personal(each)
    ]
    assert left == []


async def test_what_is_not_old_enough_stays(aged, as_):
    young = replace(as_("system"), now=AGES_AGO + timedelta(hours=1))
    columns = [
        each for each in RETENTION.columns() if each.ends in {"row", "blank"} and await _personal(each)
    ]
    await tasks.forget_outlived(young, young.now)
    assert not await rows("SELECT 1 FROM jobs_outbox WHERE event = 'privacy.outlived'")
    assert all([await _personal(each) for each in columns])


async def test_many_rows_go_batch_by_batch_and_a_second_night_finds_nothing(own_database, as_, monkeypatch):
    packages.install()
    monkeypatch.setattr(emptying, "BATCH", 3)
    await execute(
        "INSERT INTO limits_bucket (key, arrival_at) SELECT 'k' || n, $1::timestamptz FROM generate_series(1, 10) n",
        AGES_AGO,
    )
    context = as_("system")
    await _night(context)
    assert await value("SELECT count(*) FROM limits_bucket") == 0
    acts = "SELECT count(*) FROM actions_act WHERE action = 'privacy.forget'"
    assert await value(acts) == 4  # 3 + 3 + 3 + 1
    await _night(context)
    assert await value(acts) == 4


async def test_after_a_whole_life_the_nights_keep_every_rule_of_the_tables(db, tmp_path):
    """The same on rows as the house itself writes them, with all checks and triggers, twelve years on."""
    settings = settings_for_tests(tmp_path)
    await whole_life.live(db, settings)
    later = OpenHouse(settings, FrozenClock(NOON + timedelta(days=4400)), db)
    await execute("UPDATE jobs_outbox SET done_at = now() WHERE done_at IS NULL")
    await tasks.forget_outlived(later.context(), later.clock.now())
    await relay_for(later, parallel=1).drain()
    assert (
        await rows(
            "SELECT about, error FROM jobs_outbox WHERE event = 'privacy.outlived' AND done_at IS NULL"
        )
        == []
    )
    known = await emptying.shapes(RETENTION.tables)
    assert [
        each.name for each in RETENTION.tables if await emptying.is_due(each, known, later.clock.now())
    ] == []
    assert await value("SELECT count(*) FROM questions_question WHERE is_public AND title <> ''") > 0
    assert (
        await value(
            "SELECT count(*) FROM questions_question WHERE closed_at IS NOT NULL AND asker_id IS NOT NULL"
        )
        == 0
    )
