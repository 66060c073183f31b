"""Plain SQL and transactions on the current connection.

Everything here takes part in the running transaction. ``jsonb`` comes and goes as text.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, TypeVar

import asyncpg
from tortoise import Tortoise
from tortoise.backends.asyncpg.client import AsyncpgDBClient
from tortoise.backends.base.client import TransactionalDBClient, TransactionContextPooled
from tortoise.connection import get_connections
from tortoise.exceptions import DBConnectionError, IntegrityError
from tortoise.transactions import in_transaction

from hearing_state.errors import Unavailable

T = TypeVar("T")
TRIES = 5
LONGEST_PAUSE_SECONDS = 1.0
AWAY = (
    asyncpg.PostgresConnectionError,
    asyncpg.InterfaceError,  # "connection is closed", "pool is closing"
    asyncpg.InternalClientError,  # a connection cut in the middle of its protocol
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    DBConnectionError,
)
"""What the driver raises when the server is not there, or went away in the middle."""


class Clash(Exception):
    """Somebody else has just committed what this transaction took to be its own to do."""


CLASHES = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError, Clash)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """All or nothing. Inside another transaction: a savepoint. Raises Unavailable if the database is away.

    Never start a task in here: it would inherit the connection and outlive it.
    """
    context = in_transaction()
    with reachable():
        try:
            await context.__aenter__()
        except BaseException:
            await _give_back(context)
            raise
    try:
        yield
    except BaseException as error:
        await _leave(context, error)
        if isinstance(error, AWAY):
            raise Unavailable("database.away") from error
        raise
    with reachable():
        await context.__aexit__(None, None, None)


def is_in_transaction() -> bool:
    """Whether this task is inside a transaction: then nothing may be said to the world."""
    return isinstance(Tortoise.get_connection("default"), TransactionalDBClient)


async def rows(sql: str, *params: object) -> list[dict[str, Any]]:
    """What a SELECT, or a statement with RETURNING, gives."""
    with reachable():
        return await Tortoise.get_connection("default").execute_query_dict(sql, list(params))


async def rows_replanned(sql: str, *params: object) -> list[dict[str, Any]]:
    """Like ``rows``, planned anew for these very parameters each time.

    For the few statements where one parameter may mean a village or a fifth of the country. After five runs PostgreSQL keeps one
    plan for all parameters, here one made for a village: an oblast then took 230 ms instead of 30. Planning costs some milliseconds.
    """
    client = Tortoise.get_connection("default")
    if not isinstance(client, AsyncpgDBClient):
        raise TypeError("the house speaks to PostgreSQL through asyncpg alone")
    with reachable():
        async with client.acquire_connection() as connection:
            statement = await connection.prepare(sql, name="")  # without a name, no plan is kept
            return [dict(each) for each in await statement.fetch(*params)]


async def row(sql: str, *params: object) -> dict[str, Any] | None:
    """The first row, or None."""
    found = await rows(sql, *params)
    return found[0] if found else None


async def value(sql: str, *params: object) -> Any:
    """The first column of the first row, or None."""
    found = await row(sql, *params)
    return next(iter(found.values())) if found else None


async def execute(sql: str, *params: object) -> int:
    """How many rows a statement touched."""
    client = Tortoise.get_connection("default")
    if not isinstance(client, AsyncpgDBClient):
        raise TypeError("the house speaks to PostgreSQL through asyncpg alone")
    with reachable():
        async with client.acquire_connection() as connection:
            try:
                status: str = await connection.execute(sql, *params)
            except asyncpg.IntegrityConstraintViolationError as error:
                raise IntegrityError(error) from error
    count = status.rpartition(" ")[2]
    return int(count) if count.isdigit() else 0


async def retrying(attempt: Callable[[], Awaitable[T]], *, tries: int = TRIES) -> T:
    """Runs a whole transaction again when it clashed with another one (serialization failure, deadlock)."""
    for tried in range(1, tries + 1):
        try:
            return await attempt()
        except CLASHES as error:
            if tried == tries or is_in_transaction():
                raise Unavailable("database.busy") from error
        pause = min(LONGEST_PAUSE_SECONDS, 0.02 * 2**tried)
        await asyncio.sleep(random.uniform(0, pause))  # noqa: S311 - spreads retries, guards nothing
    raise Unavailable("database.busy")


def violated(error: IntegrityError) -> str:
    """The name of the constraint or index that fired."""
    cause = error.args[0] if error.args else None
    return str(getattr(cause, "constraint_name", "") or "")


def database_away(error: BaseException) -> bool:
    """Whether the error means that the database is not there; the edge turns it into Unavailable."""
    return isinstance(error, AWAY)


@contextmanager
def reachable() -> Iterator[None]:
    """Turns the driver's many words for an absent database into Unavailable("database.away")."""
    try:
        yield
    except (*AWAY, OSError) as error:
        raise Unavailable("database.away") from error


async def _leave(context: Any, error: BaseException) -> None:
    try:
        await context.__aexit__(type(error), error, error.__traceback__)
    except AWAY:
        return  # the connection died: there is nothing left to undo, and the first error tells more


async def _give_back(context: Any) -> None:
    """Returns a connection of a transaction that could not begin; Tortoise forgets it: the pool runs dry."""
    if not isinstance(context, TransactionContextPooled):
        return
    token = getattr(context, "token", None)
    if token is not None:
        get_connections().reset(token)
    client = context.client
    pool = client._parent._pool  # noqa: SLF001 - no public way
    taken = client._connection  # noqa: SLF001
    if pool is not None and isinstance(taken, asyncpg.pool.PoolConnectionProxy):
        await pool.release(taken)
