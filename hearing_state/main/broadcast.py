"""Broadcasts: packaged where the meeting's sound and picture are, sent to everybody from there or from a process of its own."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import structlog
import uvloop
from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import Receive, Scope, Send

from hearing_state.errors import NotFound
from hearing_state.main.house import OpenHouse
from hearing_state.main.logs import set_up_logs
from hearing_state.main.plain import Plain
from hearing_state.settings import Settings
from meetings.broadcast.standing import is_broadcast
from meetings.media.broadcast.feed import Fed, Feeder
from meetings.media.broadcast.hub import PATH, Door, Hub
from meetings.media.broadcast.server import Limits, Server
from meetings.media.control import door
from meetings.schedule import queries as schedule

if TYPE_CHECKING:
    from meetings.media.broadcast.broadcaster import Broadcaster
    from meetings.media.broadcast.part import Part

log = structlog.get_logger("broadcast")

LOOKS_SECONDS = 0.5


# Where the meeting's sound and picture are


@asynccontextmanager
async def open_broadcast(house: OpenHouse, rooms: Callable[[], Mapping[str, Any]]) -> AsyncIterator[Hub]:
    """Until left: packages every live meeting of ``rooms``. The hub is fed where no other process sends the broadcasts."""
    hub, settings = Hub(), house.settings
    feeders = [Feeder(door.Door.at(each), settings.media_key_bytes) for each in settings.broadcast_hubs]

    def told(ref: str, part: Part | None) -> None:
        for feeder in feeders:
            feeder.put(ref, part)
        if not feeders:
            hub.put(ref, part)

    packaging = asyncio.create_task(_package(house, rooms, told))
    try:
        yield hub
    finally:
        packaging.cancel()
        await asyncio.gather(packaging, *(each.close() for each in feeders), return_exceptions=True)


async def _package(
    house: OpenHouse, rooms: Callable[[], Mapping[str, Any]], told: Callable[[str, Part | None], None]
) -> None:
    while not rooms():  # noqa: ASYNC110  the media server has no event for it
        await asyncio.sleep(LOOKS_SECONDS)
    # Imported with the first room: FFmpeg takes a second, and other processes never load it.
    from meetings.media.broadcast.broadcaster import Broadcaster

    async def is_on(ref: str) -> bool:
        try:
            return is_broadcast(await schedule.meeting(house.context(), ref))
        except NotFound:
            return False

    broadcaster: Broadcaster = Broadcaster(house.settings.data_dir, rooms, is_on, told)
    try:
        await asyncio.Event().wait()
    finally:
        await broadcaster.close()


def broadcast_route(opened: Callable[[], tuple[Settings, Hub]]) -> BaseRoute:
    """For a house whose broadcasts go through its web server."""

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        settings, hub = opened()
        await Door(hub, settings.site_url, settings.broadcast_readers)(scope, receive, send)

    return WebSocketRoute(PATH + "{meeting}", Plain(endpoint))


# A process of its own


def run(settings: Settings, host: str, port: int) -> int:
    """Send what media servers hand over to everybody who looks on, until told to stop. Needs no database."""
    set_up_logs(settings)
    return uvloop.run(_until_stopped(settings, host, port))


def feed_of(settings: Settings) -> str:
    return settings.broadcast_feed or f"unix:{(settings.data_dir / 'broadcast.sock').absolute()}"


async def _until_stopped(settings: Settings, host: str, port: int) -> int:
    asked = asyncio.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(each, asked.set)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    limits = Limits(readers=settings.broadcast_readers)
    server = await Server.open(Hub(), host, port, settings.site_url, limits)
    fed = await Fed.open(server, door.Door.at(feed_of(settings)), settings.media_key_bytes)
    log.info("ready", port=server.port)
    await asked.wait()
    await fed.close()
    await server.close()
    return 0
