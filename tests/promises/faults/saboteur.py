"""Makes each single INSERT of an action fail, once, and looks whether anything was left behind.

For every outermost call of an action in a scenario:

1. it runs inside a savepoint, and PostgreSQL's own statistics of the transaction tell which tables it wrote to;
   the savepoint is rolled back;
2. for each of those tables a trigger is put up that fails exactly that INSERT; the action runs and must fail;
   the contents of ALL tables must be what they were; the savepoint is rolled back;
3. the action runs for good, and the scenario goes on.

What does not matter: sequences (slip numbers may have gaps), and limits, which count refused tries on purpose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any

from hearing_state.actions import Action, Context
from hearing_state.db import execute, rows, transaction, value

COUNTED_APART = {"limits_bucket"}
_TABLES = """
SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1
"""
_WRITTEN = "SELECT relname, n_tup_ins FROM pg_stat_xact_user_tables WHERE n_tup_ins > 0"
_FAIL = """
CREATE OR REPLACE FUNCTION sabotage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'sabotage'; END $$
"""


class _UndoneError(Exception):
    """Leaves a savepoint so that nothing of it stays."""


class Saboteur:
    """``found``: action -> the tables whose INSERT was made to fail; ``left_behind``: what should not have been there."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = defaultdict(set)
        self.left_behind: list[str] = []
        self.survived: list[str] = []

    async def around(
        self, action: Action[Any, Any], context: Context, wish: Any, run: Callable[[], Awaitable[Any]]
    ) -> Any:
        """Stands in for the action's transaction: tries every failure, then lets it happen."""
        untried = sorted(await self._tables_written(run) - self.found[action.name])
        before = await contents() if untried else ""
        for table in untried:
            await self._try(action, table, run, before)
        return await run()

    async def _tables_written(self, run: Callable[[], Awaitable[Any]]) -> set[str]:
        before = {each["relname"]: each["n_tup_ins"] for each in await rows(_WRITTEN)}
        after: dict[str, int] = {}
        try:
            async with transaction():
                await run()
                after = {each["relname"]: each["n_tup_ins"] for each in await rows(_WRITTEN)}
                raise _UndoneError
        except _UndoneError:
            pass
        except Exception:  # the scenario expects this refusal; nothing was written
            return set()
        return {name for name, count in after.items() if count > before.get(name, 0)} - COUNTED_APART

    async def _try(
        self, action: Action[Any, Any], table: str, run: Callable[[], Awaitable[Any]], before: str
    ) -> None:
        try:
            async with transaction():
                await execute(_FAIL)
                await execute(
                    f"CREATE TRIGGER sabotage BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION sabotage()"
                )
                failed = False
                try:
                    async with transaction():
                        await run()
                except Exception as fault:
                    failed = "sabotage" in str(fault) or "sabotage" in str(fault.__cause__)
                if not failed:
                    self.survived.append(f"{action.name}: did not notice that {table} failed")
                elif await contents() != before:
                    self.left_behind.append(f"{action.name}: {table} failed and something stayed")
                raise _UndoneError
        except _UndoneError:
            self.found[action.name].add(table)


async def contents() -> str:
    """A digest of everything in every table, asked for at once: it is looked at after each of a thousand failures."""
    tables = [each["name"] for each in await rows(_TABLES)]
    digests = (
        f"SELECT '{table} ' || count(*) || ':' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) AS said FROM {table} t"
        for table in tables
    )
    return str(
        await value(
            f"SELECT string_agg(said, ' ' ORDER BY said) FROM ({' UNION ALL '.join(digests)}) AS each"
        )
    )
