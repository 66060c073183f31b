"""The village of the tests."""

import pytest

from tests.questions.world import World, world


@pytest.fixture
async def village(db, as_) -> World:
    return await world(as_)
