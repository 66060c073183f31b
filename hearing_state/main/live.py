"""The live halls as a process: sockets that stay open, and the media server. Pages are the web's.

A keeper stands beside it: killed in the middle of a meeting, it must be there again before people give up waiting.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette

from hearing_state.main import packages
from hearing_state.main.broadcast import broadcast_route, open_broadcast
from hearing_state.main.hall import OpenHall, hall_route, open_hall, rooms_of
from hearing_state.main.house import open_house
from hearing_state.main.keeper import keep
from hearing_state.main.logs import set_up_logs
from hearing_state.main.recording import open_recording
from hearing_state.main.serving import serve_at
from hearing_state.main.settling import settle_down
from hearing_state.settings import Settings
from hearing_state.web.app import make_app
from hearing_state.web.edge import House
from hearing_state.web.watch import watching
from meetings.media.broadcast.hub import Hub


def _app(settings: Settings) -> Starlette:
    """Answers about its health and at the halls' address, nothing else."""
    opened: list[tuple[OpenHall, Hub]] = []

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        async with (
            open_house(settings, name="hearing-state-live") as house,
            watching(settings.database_url, house.clock.now),
            open_hall(house) as foyer,
            open_broadcast(house, lambda: rooms_of(foyer)) as hub,
            open_recording(house, lambda: rooms_of(foyer), lambda: foyer.media.engine),
        ):
            opened.append(((house, foyer), hub))
            settle_down()
            yield
            opened.clear()

    def house() -> House:
        return opened[0][0][0].for_the_edge()

    routes = [*packages.routes(public=False, console=False), hall_route(lambda: opened[0][0])]
    routes.append(broadcast_route(lambda: (settings, opened[0][1])))
    return make_app(routes, house, lifespan=lifespan)


def run(settings: Settings, host: str, port: int) -> int:
    """One process: all who hear one another are at the same media server."""
    set_up_logs(settings)
    packages.install()
    app = _app(settings)
    return keep(lambda ear: serve_at(ear, app), host, port)
