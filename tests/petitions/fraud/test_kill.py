"""kill -9 of the worker while signatures are found invalid: the next one goes on, and all sums agree."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hearing_state.db import value
from petitions.fraud.actions.confirm_invalidation import ConfirmInvalidation, confirm_invalidation
from petitions.fraud.actions.restore_signatures import RestoreSignatures, restore_signatures
from tests.petitions.fraud.desk import ROOM, Desk, desk_of
from tests.petitions.world import world

KILLS, ROOMFUL, OTHERS = 2, 4_000, 1_000
BACK = "Зауытта бәрі бір желіден қол қойған екен."
pytestmark = pytest.mark.process


@contextmanager
def worker(url: str, folder: Path, minutes: int) -> Iterator[subprocess.Popen[bytes]]:
    given = {
        "HS_DATABASE_URL": url,
        "HS_DATA_DIR": str(folder),
        "HS_DEMO": "false",
        "HS_SECRET_KEY": "t" * 40,
        "HS_DIGEST_KEY": "u" * 40,
    }
    words = [sys.executable, "-m", "tests.petitions.fraud.worker", str(minutes)]
    with subprocess.Popen(words, env={**os.environ, **given}) as running:
        try:
            yield running
        finally:
            running.kill()


async def beyond(running: subprocess.Popen[bytes], sql: str, number: int) -> None:
    """Until so much was done, or the worker has ended."""
    while int(await value(sql) or 0) <= number and running.poll() is None:
        await asyncio.sleep(0.01)


async def test_the_worker_is_killed_in_the_middle(own_database: str, as_, tmp_path):
    desk: Desk = await desk_of(await world(as_))
    await desk.signed(OTHERS)
    await desk.signed(ROOMFUL, address=ROOM)
    await desk.ordered(block=await desk.block())
    await confirm_invalidation(
        desk.second, ConfirmInvalidation(petition=desk.ref, number=1, signatures=ROOMFUL)
    )
    for kill in range(KILLS):
        done = int(await value("SELECT invalid FROM fraud_invalidation") or 0)
        with worker(own_database, tmp_path, minutes=kill) as running:
            await beyond(running, "SELECT invalid FROM fraud_invalidation", done)
        gone = await value("SELECT count(*) FROM signing_signature WHERE state = 'invalid'")
        assert gone == (await desk.invalidation()).invalid  # no half step
        assert await desk.total() == OTHERS + ROOMFUL - gone
    with worker(own_database, tmp_path, minutes=KILLS) as running:
        assert await asyncio.to_thread(running.wait, 60) == 0
    assert (await desk.invalidation()).state == "done"
    assert await desk.total() == OTHERS
    await restore_signatures(desk.second, RestoreSignatures(petition=desk.ref, number=1, reason=BACK))
    with worker(own_database, tmp_path, minutes=KILLS + 1) as running:
        await beyond(running, "SELECT given_back FROM fraud_invalidation", 0)
    with worker(own_database, tmp_path, minutes=KILLS + 2) as running:
        assert await asyncio.to_thread(running.wait, 60) == 0
    assert (await desk.invalidation()).state == "restored"
    assert await desk.total() == OTHERS + ROOMFUL
