"""The whole application over ASGI, without a network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx2
from tortoise.context import TortoiseContext

from hearing_state.clock import FrozenClock
from hearing_state.main import packages
from hearing_state.main.house import OpenHouse
from hearing_state.main.serving import application_in
from hearing_state.settings import Settings
from tests.support.contexts import NOON

ORIGIN = "http://house.test"


class HouseClient(httpx2.AsyncClient):
    """A browser in miniature; `clock` is the house's clock."""

    clock: FrozenClock


@asynccontextmanager
async def whole_app(database: TortoiseContext, settings: Settings) -> AsyncIterator[HouseClient]:
    packages.install()
    clock = FrozenClock(NOON)
    app = application_in(OpenHouse(settings, clock, database))
    transport = httpx2.ASGITransport(app=app, client=("203.0.113.7", 50000))
    headers = {"origin": ORIGIN, "accept-language": "kk"}
    async with HouseClient(transport=transport, base_url=ORIGIN, headers=headers) as client:
        client.clock = clock
        yield client
