"""Schema steps: in order, once, all or nothing."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncIterator

import pytest
from tortoise.exceptions import IntegrityError

from hearing_state.db import (
    connected,
    database_config,
    direct,
    drift,
    execute,
    migrate,
    pending_changes,
    value,
)
from hearing_state.db.migrate import ONLY_FORWARD, NoChangesError, make_migration
from tests.db.probe.models import Well
from tests.support import database

APPS = {"jobs": "hearing_state.jobs.models", "probe": "tests.db.probe.models"}
STEPS = ["jobs.0001_initial", "probe.0001_initial", "probe.0002_rules_and_search"]


@pytest.fixture
async def config() -> AsyncIterator[dict]:
    async with database.cloned("template0") as url:
        yield database_config(url, APPS, pool_max=4)


async def test_steps_are_taken_in_order_and_once(config):
    assert await migrate(config) == STEPS
    assert await migrate(config) == []


async def test_four_processes_that_start_at_once_take_each_step_once(config):
    taken = await asyncio.gather(*(migrate(config) for _ in range(4)))
    assert sorted(step for each in taken for step in each) == sorted(STEPS)


async def test_rules_written_by_hand_are_kept_by_the_database(config):
    await migrate(config)
    async with connected(config):
        await Well.create(name="Құдық", depth=12)
        with pytest.raises(IntegrityError):
            await Well.create(name="ҚҰДЫҚ", depth=3)
        with pytest.raises(IntegrityError):
            await Well.create(name="Шыңырау", depth=0)
        assert await value("select count(*) from probe_well where name % 'Құдық'") == 1


async def test_a_step_that_fails_leaves_nothing_and_may_be_taken_again(config):
    connection = await direct(config)
    await connection.execute("create table probe_well_name_once ()")  # in the way of an index of that name
    with pytest.raises(Exception, match="already exists"):
        await migrate(config)
    assert await connection.fetchval("select count(*) from tortoise_migrations where app = 'probe'") == 1
    assert not await connection.fetchval(
        "select count(*) from pg_constraint where conname = 'probe_well_deep'"
    )
    await connection.execute("drop table probe_well_name_once")
    await connection.close()
    assert await migrate(config) == STEPS[2:]


async def test_the_house_and_its_models_agree(own_database):
    config = database.house_config(own_database)
    assert await pending_changes(config) == []
    assert await drift(config) == []


async def test_drift_is_noticed(config):
    await migrate(config)
    async with connected(config):
        await execute("alter table jobs_outbox drop column locale")
        await execute("alter table jobs_outbox drop constraint jobs_outbox_dedup_key_key")
    assert sorted(await drift(config)) == [
        "jobs_outbox: column locale missing",
        "jobs_outbox: unique dedup_key missing",
    ]


async def test_nothing_to_write_is_said(config):
    with pytest.raises(NoChangesError):
        await make_migration(config, "probe", "nothing")


async def test_a_changed_model_is_noticed_and_written(config, tmp_path, monkeypatch):
    package = tmp_path / "sprung"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "models.py").write_text(
        "from tortoise import fields\nfrom tortoise.models import Model\n\n\n"
        "class Spring(Model):\n    name = fields.CharField(max_length=20, primary_key=True)\n\n"
        '    class Meta:\n        app = "sprung"\n        table = "sprung_spring"\n'
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    config["apps"]["sprung"] = {"models": ["sprung.models"], "default_connection": "default"}
    path = await make_migration(config, "sprung", "first spring")
    assert path.name == "0001_first_spring.py"
    assert "sprung.0001_first_spring" in await migrate(config)
    assert await pending_changes(config) == []


@pytest.mark.parametrize("operation", ONLY_FORWARD)
def test_what_gets_no_copy_of_the_state_before_never_looks_at_it(operation):
    """Fails when an upgrade of Tortoise lets one of them look back."""
    given, *body = inspect.getsource(operation.database_forward).split("-> None:")
    assert "old_state" in given
    assert "old_state" not in "".join(body)
