"""The live halls of a process: their sockets, what they hear from the database, and the media server behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import Receive, Scope, Send

from hearing_state.db import using
from hearing_state.main.house import OpenHouse
from hearing_state.main.media_engine import engine_for
from meetings.live.clockwork import Clockwork
from meetings.live.floor_room import FloorRoom
from meetings.live.foyer import Foyer
from meetings.live.listening import Listening
from meetings.live.media import Media
from meetings.live.socket import PATH, Door
from meetings.live.view import Floor
from meetings.media.limits import NodeLimits

OpenHall = tuple[OpenHouse, Foyer]


@asynccontextmanager
async def open_hall(
    house: OpenHouse, *, floor: Floor | None = None, media: Media | None = None
) -> AsyncIterator[Foyer]:
    """Until left: then everybody is told to come again, and the media server ends."""
    foyer = Foyer(
        house.context, floor or FloorRoom(), media or Media(lambda: engine_for(house.settings, NodeLimits()))
    )
    listening = Listening(house.settings.database_url, foyer.changed, foyer.read_all, foyer.captioned)
    running = [asyncio.create_task(each.run()) for each in (listening, Clockwork(foyer))]
    try:
        await listening.ready.wait()
        yield foyer
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        await foyer.close()


def hall_route(opened: Callable[[], OpenHall]) -> BaseRoute:
    """The one address of all halls' sockets."""

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        house, foyer = opened()
        with using(house.database):
            await Door(foyer, house.settings.site_url)(scope, receive, send)

    return WebSocketRoute(PATH, _Plain(endpoint))


class _Plain:
    """Starlette takes a function for a handler of its own sockets, and anything else for an application."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)
