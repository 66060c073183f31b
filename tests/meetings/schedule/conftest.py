"""Қараауыл with its akims' offices; the browser is a visitor's."""

import pytest

from tests.meetings.world import World, world


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)
