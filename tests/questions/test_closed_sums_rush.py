"""What is closed from many sides at once, undone, moved and taken away: at each moment the sums are what a count of all would give."""

from __future__ import annotations

import asyncio
import random
from contextlib import suppress

from hearing_state.db import execute, retrying, rows, transaction
from tests.agencies.country import ABAI_DISTRICT, QARAAUYL
from tests.questions.test_closed_sums import _COUNTED, _SUMS
from tests.questions.test_searching import _add
from tests.questions.world import World, at, world

QUESTIONS, WRITERS, CHANGES = 8, 4, 15


class Undone(Exception):
    """Raised to roll back what was done."""


async def _agree() -> int:
    async with transaction():
        await execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        sums = await rows(_SUMS)
        assert sums == await rows(_COUNTED)
    return len(sums)


async def _copied(village: World) -> list[str]:
    first = await village.published()
    for number in range(QUESTIONS):
        await _add(first, number, "су келмейді", "көпір сынған", "kk", at("2026-11-20"))
    return [f"Q-2025-{number + 1:06d}" for number in range(QUESTIONS)]


async def _change(chance: random.Random, refs: list[str], bodies: list[object]) -> None:
    what, given = chance.choice(
        [
            ("state = 'noted', closed_at = now()", None),
            ("state = 'followed_up', closed_at = NULL", None),
            ("state = 'withdrawn', closed_at = now()", None),
            ("agency_id = $2", chance.choice(bodies)),
            ("place_code = $2", chance.choice((QARAAUYL, ABAI_DISTRICT))),
        ]
    )
    given_too = [] if given is None else [given]
    async with transaction():
        for ref in sorted(chance.sample(refs, 2)):
            await execute(f"UPDATE questions_question SET {what} WHERE ref = $1", ref, *given_too)
        if chance.random() < 0.3:
            raise Undone


async def test_sums_never_drift(own_database: str, as_) -> None:
    del own_database
    village = await world(as_)
    refs = await _copied(village)
    bodies = [each["id"] for each in await rows("SELECT id FROM agencies_agency ORDER BY id LIMIT 3")]

    async def write(seed: int) -> None:
        chance = random.Random(seed)

        async def once() -> None:
            with suppress(Undone):
                await _change(chance, refs, bodies)

        for _number in range(CHANGES):
            await retrying(once, tries=50)

    writing = asyncio.gather(*(write(seed) for seed in range(WRITERS)))
    seen = 0
    while not writing.done():
        seen = max(seen, await _agree())
    await writing
    await execute("DELETE FROM questions_question WHERE ref = ANY ($1)", refs[:3])
    await _agree()
    assert seen > 1
