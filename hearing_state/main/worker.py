"""The worker and the timetable as processes: the outbox worked off, the clock's knocks."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
import uvloop

from hearing_state.jobs.celery_app import Belfry, ringing
from hearing_state.jobs.relay import Relay
from hearing_state.ledger.runner import publish_for_ever
from hearing_state.ledger.witnesses import Witness
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse, open_house
from hearing_state.main.logs import set_up_logs
from hearing_state.settings import Settings

log = structlog.get_logger("worker")
LOOKS_EVERY_SECONDS = 2.0
CONNECTIONS = 8


def relay_for(house: OpenHouse, *, parallel: int = 4) -> Relay:
    """The relay of all packages' listeners and timetables, acting as the house itself."""
    listeners = [listener for each in packages.manifests() for listener in each.listeners]
    ticks = [tick for each in packages.manifests() for tick in each.timetable]
    return Relay(
        listeners,
        ticks,
        lambda _told: house.context(),
        house.clock,
        parallel=parallel,
        domain=house.settings.mail_domain,
    )


def run_worker(settings: Settings) -> int:
    """Work off the outbox until told to stop."""
    return _serve(settings, works=True, beats=False)


def run_timetable(settings: Settings) -> int:
    """Knock every second until told to stop. Two of them do no harm."""
    return _serve(settings, works=False, beats=True)


def _serve(settings: Settings, *, works: bool, beats: bool) -> int:
    set_up_logs(settings)
    with suppress(KeyboardInterrupt):
        return uvloop.run(_until_stopped(settings, works=works, beats=beats))
    return 0


async def _until_stopped(settings: Settings, *, works: bool, beats: bool) -> int:
    asked = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, asked.set)
    if not works:
        async with ringing(settings.broker_url, beat=beats) as belfry:
            return await _watch(belfry, asked)
    async with (
        open_house(settings, name="hearing-state-worker", pool_max=CONNECTIONS) as house,
        ringing(settings.broker_url, relay_for(house), beat=beats) as belfry,
        publishing(house),
    ):
        return await _watch(belfry, asked)


@asynccontextmanager
async def publishing(house: OpenHouse) -> AsyncIterator[None]:
    """The public log grows beside other work. Several at once do no harm; where the folder cannot be written, only the log waits.

    With real people only where the operator said so: what is published cannot be taken back. ValueError: a setting names no witness.
    """
    if not (house.settings.publish_log or house.settings.demo):
        yield
        return
    witnesses = [Witness.parse(each) for each in house.settings.witnesses]
    runner = asyncio.create_task(
        publish_for_ever(house.settings.data_dir, house.settings.site_url, witnesses)
    )
    try:
        yield
    finally:
        runner.cancel()
        with suppress(asyncio.CancelledError):
            await runner


async def _watch(belfry: Belfry, asked: asyncio.Event) -> int:
    """Wait for the signal; end by ourselves when a thread of the bell has died, so that we are started anew."""
    log.info("ready")
    while belfry.is_alive():
        with suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), LOOKS_EVERY_SECONDS)
            return 0
    log.error("a thread of the bell has ended")
    return 1
