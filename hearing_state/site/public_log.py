"""What readers of the public log ask for. Everything here is public."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hearing_state.actions import Context
from hearing_state.clock import steady_seconds
from hearing_state.errors import NotFound
from hearing_state.ledger import reading
from hearing_state.ledger.reading import Leaf, Log, Proof

SIZE = 20


@dataclass(frozen=True)
class Listed:
    """A piece of the log, newest first. ``older``: below which number the next piece begins."""

    log: Log | None
    entries: Sequence[Leaf]
    older: int | None
    kinds: Sequence[str]


@dataclass(frozen=True)
class Shown:
    log: Log | None
    entry: Leaf
    proof: Proof | None


async def listed(context: Context, kind: str, about: str, before: int | None) -> Listed:
    found = await reading.listed(kind, about, before, SIZE + 1)
    older = found[SIZE - 1].number if len(found) > SIZE else None
    return Listed(await _log(context), found[:SIZE], older, await reading.kinds())


async def shown(context: Context, number: int) -> Shown:
    """Raises NotFound."""
    entry = await reading.one(number)
    if entry is None:
        raise NotFound()
    log = await _log(context)
    folder = _folder(context)
    proof = await asyncio.to_thread(reading.proof_of, folder, log.head, number) if log else None
    return Shown(log, entry, proof)


async def about(context: Context, ref: str) -> Sequence[Leaf]:
    """The newest entries about a thing."""
    del context
    return await reading.listed("", ref, None, reading.NEWEST)


async def key(context: Context) -> str | None:
    """By which the log can be checked; None while nothing is published. It stays the same for the log's whole life, so pages that only
    say how to check ask its folder every few seconds, not each time.
    """
    folder, now = _folder(context), steady_seconds()
    known, until = _keys.get(folder, (None, now))
    if known is None or now >= until:
        log = await _log(context)
        known = log.key if log else None
        _keys[folder] = known, now + KEY_HOLDS_SECONDS
    return known


KEY_HOLDS_SECONDS = 10.0
_keys: dict[Path, tuple[str | None, float]] = {}


async def _log(context: Context) -> Log | None:
    return await asyncio.to_thread(reading.log_at, _folder(context))


def _folder(context: Context) -> Path:
    return context.settings.data_dir / "ledger" / "log"
