"""The demo's administrator at a browser."""

import pytest

from tests.meetings.world import World, world
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_, with_akim=False)


@pytest.fixture
async def office(client, here: World) -> AtWork:
    made = await at_work(client, here)
    return await made.be("administrator")
