"""The place of the tests of petitions."""

from __future__ import annotations

import pytest

from tests.petitions.world import World, world


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)
