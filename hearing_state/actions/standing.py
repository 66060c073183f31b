"""How much the house serves at this moment: all, only reading, kept copies, or one plain page.

Two say so, and the lower step holds: this process itself, by what it finds of the database (``found``), and an operator by a switch
that stands in the database and is heard in every process (``switched``). Both are the process's own memory: asking costs nothing.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from hearing_state.db import execute, row
from hearing_state.errors import Unavailable

CLOCKS_DIFFER_AT_MOST = timedelta(seconds=3)
TOLD_APART = 200
"""Of so many things each process keeps in mind when something of them was hidden; what was hidden before all these counts for every page."""
_PARTS = re.compile(r"[^/.?=&]+")
"""A reference stands in an address as a part of its own: ``/kk/petitions/P-2026-000017.json``."""
LOOK = f"""
SELECT current_setting('transaction_read_only')::boolean AS is_read_only, step, note_kk, note_ru, note_en, set_at,
       greatest(copies_from, (SELECT hidden_at FROM actions_hidden ORDER BY hidden_at DESC OFFSET {TOLD_APART} LIMIT 1)) AS copies_from,
       (SELECT json_object_agg(about, hidden_at)::text FROM
         (SELECT about, hidden_at FROM actions_hidden ORDER BY hidden_at DESC LIMIT {TOLD_APART}) latest) AS hidden
  FROM actions_standing
"""
_HIDDEN_OF = """
INSERT INTO actions_hidden AS h (about, hidden_at) SELECT unnest($1::text[]), $2::timestamptz
ON CONFLICT (about) DO UPDATE SET hidden_at = greatest(h.hidden_at, EXCLUDED.hidden_at)
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
    """What this process knows. ``copies_from``: copies of pages made before may show what has been hidden since; ``hidden``: the same of
    the pages of one thing, by the reference in their addresses.
    """

    found: Step = Step.ALL
    switched: Step = Step.ALL
    notes: Mapping[str, str] = field(default_factory=dict)
    heard_at: datetime | None = None
    copies_from: datetime | None = None
    hidden: dict[str, datetime] = field(default_factory=dict)
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
        for about, moment in json.loads(told["hidden"] or "{}").items():
            self.hidden_of(about, datetime.fromisoformat(moment))
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

    def hidden_of(self, about: str, moment: datetime) -> None:
        """Something of one thing was hidden: older copies of its pages are not shown again, those of all others are."""
        self.hidden[about] = max(moment, self.hidden.get(about, moment))
        if len(self.hidden) > 2 * TOLD_APART:  # seldom, and then many at once
            latest_first = sorted(self.hidden, key=self.hidden.__getitem__, reverse=True)
            for each in latest_first[TOLD_APART:]:
                self.hidden_at(self.hidden.pop(each))

    def may_show(self, made_at: datetime, address: str = "") -> bool:
        """Whether a copy of that moment, of the page at that address, may still be shown."""
        since = [self.hidden[each] for each in _PARTS.findall(address) if each in self.hidden]
        if self.copies_from is not None:
            since.append(self.copies_from)
        return all(made_at > moment + CLOCKS_DIFFER_AT_MOST for moment in since)


STANDING = Standing()


def require_open() -> None:
    """Raises Unavailable while nothing may be changed."""
    if STANDING.step is not Step.ALL:
        raise Unavailable("service.read_only" if STANDING.step is Step.READ_ONLY else "service.copies_only")


async def forget_older_copies(now: datetime) -> None:
    """In the transaction that hides something: no process shows a copy from before, also while the database is away."""
    await execute(_HIDDEN, now)
    STANDING.hidden_at(now)


async def forget_copies_about(references: Sequence[str], now: datetime) -> None:
    """The same of the pages whose addresses name one of these: for what is hidden often, and shown nowhere else. Else one person could
    leave the whole house without copies.
    """
    await execute(_HIDDEN_OF, sorted(references), now)
    for each in references:
        STANDING.hidden_of(each, now)


async def switch() -> dict[str, Any]:
    """The operator's switch as it stands in the database, with whether that takes changes at all."""
    return await row(LOOK) or {}


def _let_go(waiting: asyncio.Future[None]) -> None:
    if not waiting.done():
        waiting.set_result(None)
