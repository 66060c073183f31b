"""The okrug whose akim makes promises."""

import pytest

from tests.meetings.world import World, world


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)
