"""Reading for many askers in one statement: whatever was asked for while the last one ran goes into the next. No timer."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Collection, Mapping
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from tortoise.context import TortoiseContext

from hearing_state.db.connection import here, using
from hearing_state.db.sql import is_in_transaction
from hearing_state.errors import Unavailable

K = TypeVar("K")
V = TypeVar("V")
AT_ONCE = 200
WAITING_MAX = 5_000


class Gathered(Generic[K, V]):
    """One for each open database. Each reading begins after its asker came: nobody is given an older one."""

    def __init__(self, read: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._read = read
        self._waiting: dict[K, asyncio.Future[V | None]] = {}
        self._reader: asyncio.Task[None] | None = None

    async def get(self, key: K) -> V | None:
        """Raises what the reading raised, and Unavailable where too many wait."""
        if is_in_transaction():  # what it has written only it can see
            return (await self._read([key])).get(key)
        loop = asyncio.get_running_loop()
        if key not in self._waiting:
            if len(self._waiting) >= WAITING_MAX:
                raise Unavailable("house_full")
            self._waiting[key] = loop.create_future()
        answer = self._waiting[key]
        if self._reader is None:
            # Nothing of the asker's but the database: her request may end long before.
            self._reader = loop.create_task(self._serve(here()), context=contextvars.Context())
        return await asyncio.shield(answer)  # another may wait for the same

    async def _serve(self, database: TortoiseContext) -> None:
        with using(database):
            while self._waiting:
                taken = {key: self._waiting.pop(key) for key in list(self._waiting)[:AT_ONCE]}
                await self._answer(taken)
        self._reader = None

    async def _answer(self, taken: dict[K, asyncio.Future[V | None]]) -> None:
        try:
            found = await self._read(list(taken))
        except Exception as fault:  # noqa: BLE001  goes to those who asked
            for answer in taken.values():
                _fail(answer, fault)
        else:
            for key, answer in taken.items():
                answer.set_result(found.get(key))


class GatheredHere(Generic[K, V]):
    """The same for whatever database is open where it is asked: for a module, which is there before any database is."""

    def __init__(self, read: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._read = read
        self._each: WeakKeyDictionary[TortoiseContext, _Open[K, V]] = WeakKeyDictionary()

    async def get(self, key: K) -> V | None:
        """As ``Gathered.get``."""
        database, loop = here(), asyncio.get_running_loop()
        known = self._each.get(database)
        if known is None or known[0] is not loop:  # a reader on a loop that was ended is never heard of again
            known = self._each[database] = loop, Gathered(self._read)
        return await known[1].get(key)


_Open = tuple[asyncio.AbstractEventLoop, Gathered[K, V]]


def _fail(answer: asyncio.Future[V | None], fault: Exception) -> None:
    answer.set_exception(fault)
    answer.exception()  # whoever asked may have gone; then nobody else is told
