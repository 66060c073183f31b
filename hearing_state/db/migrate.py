"""Schema steps: Tortoise's own migrations, with the lock, the order and the checks that it lacks.

Each step and the record that it was taken are one transaction; two processes that start at once wait for
each other; a step that cannot get its table within seconds gives up instead of stopping the house.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module, invalidate_caches
from pathlib import Path
from typing import Any

import asyncpg
from tortoise import Tortoise
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.loader import MigrationLoader
from tortoise.migrations.migration import Migration
from tortoise.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterModelOptions,
    CreateModel,
    Operation,
    RunSQL,
)
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor import AsyncpgSchemaEditor
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.migrations.writer import MigrationWriter, format_migration_name
from tortoise.transactions import in_transaction

from hearing_state.db.connection import connected, direct

LOCK = 7_215_001
LOCK_SECONDS = 5
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin")
ONLY_FORWARD = (AddConstraint, AddField, AddIndex, AlterModelOptions, CreateModel, RunSQL)
"""Operations that never look at what the models were before: no copy of the whole state is made for them."""


class NoChangesError(RuntimeError):
    """The models are as the last migration left them."""


async def migrate(config: dict[str, Any]) -> list[str]:
    """Takes every step that has not been taken, packages in the given order. Returns their names."""
    async with _alone(config) as lock:
        for extension in EXTENSIONS:
            await lock.execute(f"create extension if not exists {extension}")
        async with connected(_patient(config)):
            return await _take_steps(config["apps"])


async def pending_changes(config: dict[str, Any]) -> list[str]:
    """What the models say and no migration does yet; empty in a tree that may be released."""
    async with connected(config) as context:
        if context.apps is None:
            return []
        writers = await MigrationAutodetector(context.apps, config["apps"]).changes()
    return [f"{each.app_label}: {operation.describe()}" for each in writers for operation in _real(each)]


async def make_migration(config: dict[str, Any], app: str, name: str, *, empty: bool = False) -> Path:
    """Writes the package's next migration file. Raises NoChangesError when there is nothing to write."""
    _ensure_package(config, app)
    async with connected(config) as context:
        if context.apps is None:
            raise NoChangesError(app)
        detector = MigrationAutodetector(context.apps, config["apps"])
        writers = [] if empty else [each for each in await detector.changes() if each.app_label == app]
        operations = [operation for each in writers for operation in _real(each)]
        taken = sorted(key.name for key in detector.loader.disk_migrations if key.app_label == app)
    if not operations and not empty:
        raise NoChangesError(app)
    writer = MigrationWriter(
        format_migration_name(len(taken) + 1, name),
        app,
        operations,
        dependencies=[(app, taken[-1])] if taken else [],
        initial=not taken,
        migrations_module=config["apps"][app]["migrations"],
    )
    path = writer.write()
    _format(path)
    return path


def _real(writer: MigrationWriter) -> list[Operation]:
    """What changes the schema. Options of a model hold its docstring too: rewording that is no step."""
    return [each for each in writer.operations if not isinstance(each, AlterModelOptions)]


async def _take_steps(apps: dict[str, Any]) -> list[str]:
    migrated = {label: app for label, app in apps.items() if "migrations" in app}
    connection = Tortoise.get_connection("default")
    recorder = MigrationRecorder(connection)
    await recorder.ensure_schema(AsyncpgSchemaEditor(connection, atomic=False))
    loader = MigrationLoader(migrated, recorder)
    await loader.build_graph()
    steps = list(_in_order(loader, migrated))
    if all(MigrationKey(each.app_label, each.name) in loader.applied_migrations for each in steps):
        return []
    state = State(models={}, apps=_Shapes(default_connections=dict.fromkeys(migrated, "default")))
    taken = []
    for migration in steps:
        if MigrationKey(migration.app_label, migration.name) in loader.applied_migrations:
            await migration.apply(state, dry_run=True, schema_editor=None)  # tells only what the models were
        else:
            await _take(migration, state)
            taken.append(f"{migration.app_label}.{migration.name}")
    return taken


def _in_order(loader: MigrationLoader, apps: dict[str, Any]) -> Iterator[Migration]:
    """Packages as they were given, each one's steps by number, and before each what it depends on.

    Tortoise asks the graph for leaves, and does not count one that another package's step depends on.
    """
    seen = set[MigrationKey]()
    for label in apps:
        for own in sorted(key for key in loader.disk_migrations if key.app_label == label):
            for key in loader.graph.forwards_plan(own):
                if key not in seen:
                    seen.add(key)
                    yield loader.disk_migrations[key]


class _Shapes(StateApps):
    """The models' shapes alone: Tortoise builds the queries of every model anew after every operation, and no step of ours asks one."""

    def _build_initial_querysets(self) -> None:
        return


async def _take(migration: Migration, state: State) -> None:
    """One step and its record in one transaction: a crash between them would block every later start."""
    if not migration.atomic:  # CREATE INDEX CONCURRENTLY and its like
        connection = Tortoise.get_connection("default")
        await _apply(migration, state, AsyncpgSchemaEditor(connection, atomic=False))
        await MigrationRecorder(connection).record_applied(migration.app_label, migration.name)
        return
    async with in_transaction() as running:
        await running.execute_query(f"set local lock_timeout = '{LOCK_SECONDS}s'")
        editor = AsyncpgSchemaEditor(running, atomic=True)
        await _apply(migration, state, editor)
        await MigrationRecorder(running).record_applied(migration.app_label, migration.name)


async def _apply(migration: Migration, state: State, editor: AsyncpgSchemaEditor) -> None:
    """As `Migration.apply`, which copies the state of all models before each operation, whether it looks back or not."""
    for operation in migration.operations:
        before = state if isinstance(operation, ONLY_FORWARD) else state.clone()
        operation.state_forward(migration.app_label, state)
        await operation.database_forward(migration.app_label, before, state, editor)
    state.validate_relations_initialized()


@asynccontextmanager
async def _alone(config: dict[str, Any]) -> AsyncIterator[asyncpg.Connection]:
    """Only one process changes the schema at a time; the others wait, then find nothing to do."""
    lock = await direct(config)
    try:
        await lock.execute("select pg_advisory_lock($1)", LOCK)
        yield lock
    finally:
        await lock.close()


def _patient(config: dict[str, Any]) -> dict[str, Any]:
    """The same database with no limit on how long a step may take: building an index takes its time."""
    default = config["connections"]["default"]
    unlimited = {"server_settings": {"statement_timeout": "0"}, "command_timeout": None}
    pool = {"minsize": 1, "maxsize": 2, **unlimited}
    connections = {"default": {**default, "credentials": {**default["credentials"], **pool}}}
    return {**config, "connections": connections}


def _ensure_package(config: dict[str, Any], app: str) -> None:
    """A package's first migration also makes the folder it lies in."""
    parent = config["apps"][app]["models"][0].rpartition(".")[0]
    folder = Path(next(iter(import_module(parent).__path__))) / "migrations"
    folder.mkdir(exist_ok=True)
    (folder / "__init__.py").touch()
    invalidate_caches()
    config["apps"][app]["migrations"] = f"{parent}.migrations"


def _format(path: Path) -> None:
    ruff = Path(sys.executable).parent / "ruff"
    if ruff.exists():
        subprocess.run([ruff, "format", "--quiet", path], check=True)  # noqa: S603 - our own path
