"""An application around an open house, and the server in front of it."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette

from hearing_state.main import packages
from hearing_state.main.broadcast import broadcast_route
from hearing_state.main.ending import EndingServer, Lines
from hearing_state.main.hall import hall_route
from hearing_state.main.house import OpenHouse, open_house
from hearing_state.main.logs import set_up_logs
from hearing_state.main.settling import settle_down
from hearing_state.main.sockets import Sockets
from hearing_state.settings import Settings
from hearing_state.web.app import make_app
from hearing_state.web.edge import House
from hearing_state.web.entrance import ENTRANCE
from hearing_state.web.watch import watching
from meetings.live.foyer import Foyer
from meetings.media.broadcast.hub import Hub

FRAME_BYTES_MAX = 64 * 1024
"""A frame beyond this is not even read; the hall's own bounds are narrower, and it says so in words."""
SECONDS_TO_FINISH = 15
"""What is being answered when a process is told to end may take so long; service managers wait half a minute."""
UVICORN: dict[str, Any] = {
    "loop": "uvloop",
    "http": Lines,
    "ws": Sockets,
    "ws_max_size": FRAME_BYTES_MAX,
    "ws_per_message_deflate": False,
    "timeout_graceful_shutdown": 5,
    "timeout_keep_alive": 20,
    "h11_max_incomplete_event_size": 32 * 1024,
    "access_log": False,
    "log_config": None,
    "proxy_headers": False,
    "server_header": False,
    "date_header": True,
    "backlog": 4096,
}
PATIENT = {**UVICORN, "timeout_graceful_shutdown": SECONDS_TO_FINISH}


def application_in(
    house: OpenHouse,
    *,
    public: bool = True,
    console: bool = True,
    foyer: Foyer | None = None,
    hub: Hub | None = None,
) -> Starlette:
    """An application over a house that is open already; with the sockets of halls and broadcasts where those are open too."""
    ENTRANCE.requests_at_once = house.settings.requests_at_once
    routes = packages.routes(public=public, console=console)
    if foyer is not None:
        routes.append(hall_route(lambda: (house, foyer)))
    if hub is not None:
        routes.append(broadcast_route(lambda: (house.settings, hub)))
    return make_app(routes, house.for_the_edge())


def application(settings: Settings, *, public: bool, console: bool) -> Starlette:
    """An application that opens its house when the server starts it and closes it at the end."""
    set_up_logs(settings)
    packages.install()
    ENTRANCE.requests_at_once = settings.requests_at_once
    opened: list[OpenHouse] = []

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with (
            open_house(settings, name="hearing-state-web") as house,
            watching(settings.database_url, house.clock.now),
        ):
            opened.append(house)
            settle_down()
            yield
            opened.clear()

    def house() -> House:
        return opened[0].for_the_edge()

    routes = packages.routes(public=public, console=console)
    return make_app(routes, house, lifespan=lifespan)


def serve(factory: str, settings: Settings, host: str, port: int, workers: int) -> int:
    """Serve until told to stop. Several workers need a database and a broker of their own, as production has.

    One worker ends without a lost request: a release that nobody notices has two such processes behind nginx.
    """
    if workers > 1 and (not settings.database_url or settings.broker_url.startswith("memory:")):
        raise SystemExit("several workers need HS_DATABASE_URL and HS_BROKER_URL")
    os.environ.setdefault("HS_SITE_URL", settings.site_url)
    # The factory reads the settings anew, without the command line.
    os.environ["HS_DATA_DIR"] = str(settings.data_dir)
    if workers > 1:
        uvicorn.run(factory, factory=True, host=host, port=port, workers=workers, **UVICORN)
        return 0
    server = EndingServer(uvicorn.Config(factory, factory=True, host=host, port=port, **PATIENT))
    server.run()
    return 0 if server.started else 1


def serve_at(ear: socket.socket, app: Starlette) -> int:
    """As one worker, at an ear that is open already."""
    server = EndingServer(uvicorn.Config(app, **PATIENT))
    server.run(sockets=[ear])
    return 0 if server.started else 1
