"""Everything in one process: web, console, live halls, worker and timetable over an embedded database. ``make run``."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
import uvloop

from hearing_state.clock import steady_seconds
from hearing_state.db import migrate
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.jobs.celery_app import ringing
from hearing_state.main.broadcast import open_broadcast
from hearing_state.main.hall import open_hall, rooms_of
from hearing_state.main.house import config_for, open_house
from hearing_state.main.logs import set_up_logs
from hearing_state.main.recording import open_recording
from hearing_state.main.serving import UVICORN, application_in
from hearing_state.main.settling import settle_down
from hearing_state.main.worker import publishing, relay_for
from hearing_state.settings import Settings
from hearing_state.web.watch import watching

LOOKS_EVERY_SECONDS = 0.5


class OrderlyServer(uvicorn.Server):
    """Told to end, it only stops serving; uvicorn's own would then raise the signal again and end the process with the rest undone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        loop, told = asyncio.get_running_loop(), (signal.SIGINT, signal.SIGTERM)
        for each in told:
            loop.add_signal_handler(each, self.handle_exit, each, None)
        try:
            yield
        finally:
            for each in told:
                loop.remove_signal_handler(each)


def run(settings: Settings, host: str, port: int, server: EmbeddedServer | None) -> int:
    """Serve until Ctrl-C or SIGTERM, then stop everything in order. ``server``: ours, to start again if it dies."""
    set_up_logs(settings)
    return uvloop.run(_serve(settings, host, port, server))


async def _serve(settings: Settings, host: str, port: int, database: EmbeddedServer | None) -> int:
    began = steady_seconds()
    await migrate(config_for(settings))
    async with open_house(settings) as house:
        if settings.demo:
            from hearing_state.main.demo import load

            said = await load(house)
            print(said)
        async with (
            watching(settings.database_url, house.clock.now),
            ringing(settings.broker_url, relay_for(house), beat=True),
            publishing(house),
            open_hall(house) as foyer,
            open_broadcast(house, lambda: rooms_of(foyer)) as hub,
            open_recording(house, lambda: rooms_of(foyer), lambda: foyer.media.engine),
        ):
            app = application_in(house, foyer=foyer, hub=hub)
            server = OrderlyServer(uvicorn.Config(app, host=host, port=port, lifespan="off", **UVICORN))
            beside = [
                asyncio.create_task(_announce(server, settings, began)),
                asyncio.create_task(_watch(database)),
            ]
            settle_down()
            await server.serve()
            for each in beside:
                each.cancel()
    print("stopped")
    return 0 if server.started else 1


async def _announce(server: uvicorn.Server, settings: Settings, began: float) -> None:
    while not server.started:  # noqa: ASYNC110  uvicorn has no event to wait for
        await asyncio.sleep(0.02)
    print(f"\nHearing State is ready after {steady_seconds() - began:.1f} s. Stop it with Ctrl-C.\n")
    for line in _addresses(settings):
        print(line)


async def _watch(database: EmbeddedServer | None) -> None:
    """The embedded server has nobody else to start it again; a real one has its service manager."""
    while database is not None:
        await asyncio.sleep(LOOKS_EVERY_SECONDS)
        if not database.is_running():
            database.revive()


def _addresses(settings: Settings) -> Iterator[str]:
    yield f"  Public site   {settings.site_url}/kk/   (also /ru/, /en/)"
    yield f"  Console       {settings.site_url}/kk/console/"
    if settings.mode == "demo":
        yield f"  Mailbox       {settings.site_url}/kk/mailbox   letters and messages that would have been sent"
    if settings.demo:
        from hearing_state.people.demo import PASSWORD, STAFF

        yield f"\n  Demo sign-ins for the console (password {PASSWORD}; the sign-in page shows today's one-time codes):"
        for each in STAFF:
            yield f"    {each.user_name:15} {each.role.value}"
