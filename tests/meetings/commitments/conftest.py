"""The okrug whose akim makes promises."""

import pytest

from hearing_state.agencies import demo as agencies
from tests.meetings.world import World, world


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


@pytest.fixture
async def here_in_demo(db, as_) -> World:
    """The demo appoints its own people."""
    made = await world(as_, with_akim=False)
    await agencies.load(made.system)
    return made
