"""Five thousand of twenty thousand signatures are found invalid while people sign, the counter counts and the recount runs: all sums agree.

Those who sign do so in processes of their own. ``HS_RUSH_SIGNATURES=100000 HS_RUSH_WORKERS=8`` before a release.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from hearing_state.actions import Context
from hearing_state.db import execute, rows, value
from hearing_state.ids import new_id
from hearing_state.permissions import Actor, Grant, Role
from petitions.fraud.actions.confirm_invalidation import ConfirmInvalidation, confirm_invalidation
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from petitions.fraud.actions.resume_invalidation import ResumeInvalidation, resume_invalidation
from petitions.fraud.actions.stop_invalidation import StopInvalidation, stop_invalidation
from petitions.signing import recounting
from petitions.signing.actions.count import Count, count
from petitions.signing.actions.recount import Recount, recount
from petitions.signing.actions.unsign import Unsign, unsign
from tests.petitions.fraud.desk import ROOM, Desk, desk_of
from tests.petitions.world import world

SIGNED, ROOMFUL, LEAVE = 15_000, 5_000, 40
MORE = int(os.environ.get("HS_RUSH_SIGNATURES", "1200"))
WORKERS = int(os.environ.get("HS_RUSH_WORKERS", "4"))
NEEDED = SIGNED + MORE + 1_800
"""Reached with the five thousand, not without them."""
BACK = "Зауытта бәрі бір желіден қол қойған екен."
_PEOPLE = """
INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at)
SELECT id, 'resident', 'Тұрғын', 'Қол', 'kk', $2 FROM unnest($1::uuid[]) AS id
"""
pytestmark = pytest.mark.process


@pytest.fixture
async def desk(own_database: str, as_) -> Desk:
    """On a pool of real connections."""
    made = await desk_of(await world(as_), needed=NEEDED)
    await made.signed(SIGNED)
    await made.signed(ROOMFUL, address=ROOM)
    return made


def signer(desk: Desk, person: UUID) -> Context:
    # Each from an address of her own, or the limit of an address would be what is tried here.
    return replace(desk.moderator, actor=Actor(person, frozenset({Grant(Role.RESIDENT)})), address="")


async def sign_away(url: str, folder: Path, ref: str, people: Sequence[UUID]) -> int:
    """In a process of its own; how many of the signatures were new."""
    given = {
        "HS_DATABASE_URL": url,
        "HS_DATA_DIR": str(folder),
        "HS_DEMO": "false",
        "HS_SECRET_KEY": "t" * 40,
        "HS_DIGEST_KEY": "u" * 40,
    }
    words = ["-m", "tests.petitions.fraud.signers", ref]
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        sys.executable, *words, stdin=pipe, stdout=pipe, env={**os.environ, **given}
    )
    try:
        said, _nothing = await running.communicate("\n".join(map(str, people)).encode())
    finally:
        if running.returncode is None:
            running.kill()
    assert running.returncode == 0
    return int(said)


async def leave(desk: Desk, people: list[UUID]) -> int:
    """Some of those who are being found invalid take their signatures back meanwhile."""
    return sum([await unsign(signer(desk, each), Unsign(petition=desk.ref)) for each in people])


async def meanwhile(desk: Desk, done: asyncio.Event) -> int:
    """The counter and the recount go round; how often the recount found a difference."""
    differences = 0
    while not done.is_set():
        await count(desk.system, Count(at_once=700))
        differences += await recount(desk.system, Recount())
    return differences


async def test_all_sums_agree(desk: Desk, own_database: str, tmp_path: Path):
    people = [new_id() for _number in range(MORE)]
    await execute(_PEOPLE, people, desk.moderator.now - timedelta(days=30))
    block = await desk.block()
    leaving = [
        each["person_id"]
        for each in await rows(
            "SELECT person_id FROM signing_signature WHERE block = $1 ORDER BY id DESC LIMIT $2",
            bytes.fromhex(block),
            LEAVE,
        )
    ]
    await count(desk.system, Count())
    assert (await desk.ordered(block=block)).waits
    await confirm_invalidation(
        desk.second, ConfirmInvalidation(petition=desk.ref, number=1, signatures=ROOMFUL)
    )
    done = asyncio.Event()
    rounds = asyncio.create_task(meanwhile(desk, done))
    shares = [people[at::WORKERS] for at in range(WORKERS)]
    signing = [asyncio.create_task(sign_away(own_database, tmp_path, desk.ref, each)) for each in shares]
    gone = asyncio.create_task(leave(desk, leaving))
    await desk.work(rounds=6)
    await stop_invalidation(desk.moderator, StopInvalidation(petition=desk.ref, number=1))
    await resume_invalidation(desk.moderator, ResumeInvalidation(petition=desk.ref, number=1))
    await desk.work()
    assert sum(await asyncio.gather(*signing)) == MORE
    left = await gone
    done.set()
    assert await rounds == 0
    row = await desk.invalidation()
    assert (row.state, row.invalid + row.left) == ("done", ROOMFUL)
    assert row.left == left  # each of them either left in time or was found invalid
    await agree(desk, SIGNED + MORE)
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    await desk.work()
    await agree(desk, SIGNED + MORE + ROOMFUL - left)


async def agree(desk: Desk, expected: int) -> None:
    """The rows, the counter's total, its hours, and what the public log adds up to."""
    while await count(desk.system, Count()):
        pass
    row = await desk.row()
    assert await recounting.different() == []
    assert await value("SELECT total FROM signing_total WHERE petition_id = $1", row.id) == expected
    assert await value("SELECT sum(net)::int FROM signing_series WHERE petition_id = $1", row.id) == expected
    assert (
        await value(
            "SELECT count(*) FROM signing_signature WHERE petition_id = $1 AND state = 'valid'", row.id
        )
        == expected
    )
    found = await desk.invalidation()
    by_kind = await rows(
        "SELECT kind, sum((facts ->> 'signatures')::int)::int AS n FROM ledger_entry WHERE kind IN ('petition.signatures_invalidated', 'petition.signatures_restored') GROUP BY 1"
    )
    steps = {each["kind"]: each["n"] for each in by_kind}
    assert steps.get("petition.signatures_invalidated") == found.invalid + found.given_back
    assert steps.get("petition.signatures_restored", 0) == found.given_back
    assert row.state == ("reached" if expected >= row.needed else "public")
