"""How the house is connected to its database: settings of the pool, and the context that models live in."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from importlib.util import find_spec
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg
from tortoise.context import TortoiseContext, _current_context

STATEMENT_SECONDS = 15
IDLE_IN_TRANSACTION_SECONDS = 30
TRANSPORT_SECONDS = 5  # on top of a statement's own time, before the client gives up waiting


def database_config(
    dsn: str,
    apps: Mapping[str, str],
    *,
    pool_min: int = 1,
    pool_max: int = 20,
    name: str = "hearing-state",
    statement_seconds: int = STATEMENT_SECONDS,
) -> dict[str, Any]:
    """What Tortoise wants to know. ``apps``: package name -> its models module, lowest package first.

    A package's migrations lie beside its models: ``….jobs.models`` -> ``….jobs.migrations``.
    """
    pool = {
        "minsize": pool_min,
        "maxsize": pool_max,
        "reset": nothing_to_reset,
        "command_timeout": statement_seconds + TRANSPORT_SECONDS if statement_seconds else None,
        "server_settings": {
            "application_name": name,
            "statement_timeout": f"{statement_seconds}s",
            "idle_in_transaction_session_timeout": f"{IDLE_IN_TRANSACTION_SECONDS}s",
            # A page asks for little at a time: to begin another process for it takes longer than to read it.
            "max_parallel_workers_per_gather": "0",
        },
    }
    return {
        "connections": {
            "default": {"engine": "tortoise.backends.asyncpg", "credentials": {**credentials(dsn), **pool}}
        },
        "apps": {label: _app(models) for label, models in apps.items()},
        "use_tz": True,
        "timezone": "UTC",
    }


async def nothing_to_reset(connection: asyncpg.Connection) -> None:
    """The house leaves nothing behind on a connection of the pool: no session settings, locks, cursors or LISTEN (that is
    what ``direct`` is for). So returning one costs no round trip; a transaction left open is still rolled back.
    """


def credentials(dsn: str) -> dict[str, Any]:
    """The parts of ``postgres://user:password@host:5432/name?sslmode=require`` or ``postgres://user@/name?host=/socket``."""
    parts = urlsplit(dsn)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("A database address begins with postgres:// or postgresql://")
    more = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    found: dict[str, Any] = {
        "host": parts.hostname or more.get("host") or "127.0.0.1",
        "port": parts.port or int(more.get("port", "5432")),
        "user": unquote(parts.username or more.get("user") or "postgres"),
        "password": unquote(parts.password or more.get("password") or ""),
        "database": unquote(parts.path.lstrip("/")) or "postgres",
    }
    if "sslmode" in more:
        found["ssl"] = more["sslmode"]
    return found


async def direct(dsn_or_config: str | dict[str, Any]) -> asyncpg.Connection:
    """One connection outside the pool, for locks, LISTEN and the making of databases. Close it yourself."""
    if isinstance(dsn_or_config, str):
        known = credentials(dsn_or_config)
    else:
        known = dsn_or_config["connections"]["default"]["credentials"]
    parts = {key: known[key] for key in ("host", "port", "user", "database", "ssl") if key in known}
    return await asyncpg.connect(password=known["password"] or None, **parts)


@asynccontextmanager
async def connected(config: dict[str, Any]) -> AsyncIterator[TortoiseContext]:
    """Opens the pool and makes its models usable in this task; closes it at the end.

    Tasks that do not descend from this one (ASGI requests, jobs) must enter ``using(context)``.
    """
    context = TortoiseContext()
    with using(context):
        await context.init(config=config)
        try:
            yield context
        finally:
            await context.close_connections()


@contextmanager
def using(context: TortoiseContext) -> Iterator[TortoiseContext]:
    """Makes the context the current one of this task. Any number of tasks may do so at once.

    (``with context:`` keeps its one token on the object and breaks under concurrent requests.)
    """
    token = _current_context.set(context)
    try:
        yield context
    finally:
        _current_context.reset(token)


def _app(models: str) -> dict[str, Any]:
    migrations = f"{models.rpartition('.')[0]}.migrations"
    known = {"models": [models], "default_connection": "default"}
    return {**known, "migrations": migrations} if find_spec(migrations) else known


def here() -> TortoiseContext:
    """The database on which this task works."""
    found = _current_context.get()
    if found is None:
        raise RuntimeError("no database is open here")
    return found
