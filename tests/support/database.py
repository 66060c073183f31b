"""One throw-away PostgreSQL per test run, one template database with all migrations, clones of it."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from tortoise.context import TortoiseContext

import hearing_state
from hearing_state.db import database_config, direct, migrate
from hearing_state.db.embedded import EmbeddedServer

ADDRESS = "HS_TEST_DATABASE_SERVER"
TEMPLATE = "house_template"
PACKAGES = (
    *(
        "jobs",
        "limits",
        "ledger",
        "actions",
        "web",
        "territories",
        "files",
        "agencies",
        "people",
        "deadlines",
    ),
    *("notifications", "moderation", "following", "questions", "figures", "privacy", "site", "console"),
)
ROOMS = (
    *(
        "duties",
        "schedule",
        "registration",
        "coverage",
        "planning",
        "asking",
        "commitments",
        "record",
        "receptions",
        "floor",
        "crew",
        "captions",
        "interpretation",
        "helpdesk",
        "nodes",
        "replay",
    ),
    "live",
    "recording",
    "organising",
)
PETITIONS = ("drafting", "signing", "fraud", "checking", "considering")
# Autovacuum would count the rows of a test in the middle of it as none, and the planner would believe it until the next
# round: a plan for an empty map over a full one takes minutes. Here the rows of undone tests are swept between two tests.
SETTINGS = {"max_connections": "200", "shared_buffers": "64MB", "autovacuum": "off"}
SWEPT_EVERY = 100
HOUSE = Path(hearing_state.__file__).parent
_clones = itertools.count()
_undone = itertools.count(1)
_server: EmbeddedServer | None = None


def start_server(config: pytest.Config) -> None:
    """Called once, by the process that controls the run; its workers are told the address by environment."""
    global _server  # noqa: PLW0603 - one server per run is the point
    if hasattr(config, "workerinput") or _server:
        return
    folder = Path(tempfile.mkdtemp(prefix="hearing-state-test-")) / "data"
    _server = EmbeddedServer(folder, ephemeral=True, settings=SETTINGS).start()
    os.environ[ADDRESS] = _server.dsn("{}")


def stop_server() -> None:
    global _server  # noqa: PLW0603
    if _server:
        _server.stop()
        _server.data.parent.rmdir()
        _server = None


def address(database: str) -> str:
    return os.environ[ADDRESS].replace("{}", database)


def house_apps() -> Mapping[str, str]:
    """Every package with tables, lowest first: those of the tree that have a migration."""
    return {
        name: f"{top}.{name}.models"
        for top, names in (("hearing_state", PACKAGES), ("meetings", ROOMS), ("petitions", PETITIONS))
        for name in names
        if any((HOUSE.parent / top / name / "migrations").glob("0001_*.py"))
    }


def house_config(url: str, **pool: Any) -> dict[str, Any]:
    return database_config(url, house_apps(), **{"pool_max": 8, "name": "hearing-state-test", **pool})


@asynccontextmanager
async def cloned(template: str = TEMPLATE) -> AsyncIterator[str]:
    """A fresh database like the template, gone at the end."""
    name = f"clone_{os.getpid()}_{next(_clones)}"
    administration = await direct(address("postgres"))
    try:
        await _ensure_template(administration)
        await administration.execute(f"create database {name} template {template}")
        yield address(name)
        await administration.execute(f"drop database {name} with (force)")
    finally:
        await administration.close()


async def _ensure_template(administration: asyncpg.Connection) -> None:
    """Whichever worker comes first makes it; a half-made one has another name and is made anew."""
    await administration.execute("select pg_advisory_lock(1)")
    try:
        if not await administration.fetchval("select 1 from pg_database where datname = $1", TEMPLATE):
            await administration.execute("drop database if exists half_made with (force)")
            await administration.execute("create database half_made")
            await migrate(house_config(address("half_made")))
            await administration.execute(f"alter database half_made rename to {TEMPLATE}")
    finally:
        await administration.execute("select pg_advisory_unlock(1)")


@asynccontextmanager
async def rolled_back(context: TortoiseContext) -> AsyncIterator[None]:
    """Everything inside is undone. Done by hand: pytest ends a fixture in another context than it began in,
    where Tortoise's own transaction could not be left."""
    handler = context.connections
    plain = handler.get("default")
    transaction = plain._in_transaction()
    await transaction.ensure_connection()
    client = transaction.client
    client._connection = await plain._pool.acquire()
    await client.begin()
    handler.set("default", client)
    try:
        yield
    finally:
        handler.set("default", plain)
        await client.rollback()
        if next(_undone) % SWEPT_EVERY == 0:
            await client._connection.execute("VACUUM")
        await plain._pool.release(client._connection)
