"""How much the house serves at this moment: all, only reading, kept copies, or one plain page.

Two say so, and the lower step holds: this process itself, by what it finds of the database (``found``), and an operator by a switch
that stands in the database and is heard in every process (``switched``). Both are the process's own memory: asking costs nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from hearing_state.db import execute, row
from hearing_state.errors import Unavailable

CLOCKS_DIFFER_AT_MOST = timedelta(seconds=3)
LOOK = """
SELECT current_setting('transaction_read_only')::boolean AS is_read_only, step, note_kk, note_ru, note_en, set_at, copies_from
  FROM actions_standing
"""
_HIDDEN = (
    "UPDATE actions_standing SET copies_from = $1::timestamptz WHERE copies_from IS NULL OR copies_from < $1"
)


class Step(IntEnum):
    """From all to least."""

    ALL = 0
    READ_ONLY = 1
    KEPT = 2
    PLAIN = 3


@dataclass
class Standing:
    """What this process knows. ``copies_from``: copies of pages made before may show what has been hidden since."""

    found: Step = Step.ALL
    switched: Step = Step.ALL
    notes: Mapping[str, str] = field(default_factory=dict)
    heard_at: datetime | None = None
    copies_from: datetime | None = None
    _leaving: set[asyncio.Future[None]] = field(default_factory=set)

    @property
    def step(self) -> Step:
        return max(self.found, self.switched)

    def heard(self, told: Mapping[str, Any], now: datetime) -> None:
        """The database answered: what it can do, and what the operator wants."""
        self.heard_at = now
        self.switched = Step(told["step"])
        self.notes = {language: told[f"note_{language}"] for language in ("kk", "ru", "en")}
        self.hidden_at(told["copies_from"])
        self.found = Step.READ_ONLY if told["is_read_only"] else Step.ALL

    def silent(self) -> None:
        """The database does not answer: whoever waits for it is let go."""
        self.found = Step.KEPT
        for each in self._leaving:
            if not each.done():
                each.get_loop().call_soon_threadsafe(_let_go, each)
        self._leaving.clear()

    def leaving(self) -> asyncio.Future[None]:
        """Done when the database falls silent. Give it back with ``stays``."""
        made = asyncio.get_running_loop().create_future()
        self._leaving.add(made)
        return made

    def stays(self, made: asyncio.Future[None]) -> None:
        self._leaving.discard(made)
        made.cancel()

    def hidden_at(self, moment: datetime | None) -> None:
        """Something public was hidden: older copies are not shown again."""
        if moment is not None and (self.copies_from is None or moment > self.copies_from):
            self.copies_from = moment

    def may_show(self, made_at: datetime) -> bool:
        """Whether a copy of that moment may still be shown."""
        return self.copies_from is None or made_at > self.copies_from + CLOCKS_DIFFER_AT_MOST


STANDING = Standing()


def require_open() -> None:
    """Raises Unavailable while nothing may be changed."""
    if STANDING.step is not Step.ALL:
        raise Unavailable("service.read_only" if STANDING.step is Step.READ_ONLY else "service.copies_only")


async def forget_older_copies(now: datetime) -> None:
    """In the transaction that hides something: no process shows a copy from before, also while the database is away."""
    await execute(_HIDDEN, now)
    STANDING.hidden_at(now)


async def switch() -> dict[str, Any]:
    """The operator's switch as it stands in the database, with whether that takes changes at all."""
    return await row(LOOK) or {}


def _let_go(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
