"""A telephone in the village that wants a bridge."""

from __future__ import annotations

from typing import Any

import pytest

from tests.mobile_api.meetings.telephone import Telephone
from tests.petitions.world import World, world


@pytest.fixture
async def here(db: Any, as_: Any) -> World:
    return await world(as_)


@pytest.fixture
def phone(client: Any, here: World) -> Telephone:
    """Sends no origin and no cookie, and reads English."""
    del client.headers["origin"]
    client.headers["accept-language"] = "en"
    return Telephone(client)


@pytest.fixture
async def aigul(phone: Telephone, here: World) -> dict[str, str]:
    """Her headers."""
    return await phone.headers_of(here.author, here.aigul)


@pytest.fixture
async def daulet(phone: Telephone, here: World) -> dict[str, str]:
    return await phone.headers_of(here.neighbour, here.daulet)
