"""The live halls of a process: their sockets, what they hear from the database, and the media server behind them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.routing import BaseRoute, WebSocketRoute
from starlette.types import Receive, Scope, Send

from hearing_state.db import using
from hearing_state.main.house import OpenHouse
from hearing_state.main.media_engine import engine_for, limits_of
from hearing_state.main.plain import Plain
from meetings.live.carrying import Carrier, Here, OnNodes
from meetings.live.clockwork import Clockwork
from meetings.live.floor_room import FloorRoom
from meetings.live.foyer import Foyer
from meetings.live.listening import Listening
from meetings.live.media import Media
from meetings.live.socket import PATH, Door
from meetings.live.view import Floor

OpenHall = tuple[OpenHouse, Foyer]


@asynccontextmanager
async def open_hall(
    house: OpenHouse, *, floor: Floor | None = None, media: Media | None = None
) -> AsyncIterator[Foyer]:
    """Until left: then everybody is told to come again, and the media server ends."""
    foyer = Foyer(house.context, floor or FloorRoom(), media or Media(_carrier(house)))
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


def _carrier(house: OpenHouse) -> Carrier:
    if house.settings.media_carried == "nodes":
        return OnNodes(house.context, house.settings.media_key_bytes)
    return Here(lambda: engine_for(house.settings, limits_of(house.settings)))


def hall_route(opened: Callable[[], OpenHall]) -> BaseRoute:
    """The one address of all halls' sockets."""

    async def endpoint(scope: Scope, receive: Receive, send: Send) -> None:
        house, foyer = opened()
        with using(house.database):
            await Door(foyer, house.settings.site_url)(scope, receive, send)

    return WebSocketRoute(PATH, Plain(endpoint))


def rooms_of(foyer: Foyer) -> Mapping[str, Any]:
    """Of the media server of this process, where it has one; none before the first meeting needs it."""
    return getattr(foyer.media.engine, "rooms", {})
