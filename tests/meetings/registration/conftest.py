"""The okrug of the tests, its meeting hall, and people who register."""

from __future__ import annotations

import pytest

from tests.meetings.registration.hall import Hall
from tests.meetings.world import World, world
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


@pytest.fixture
async def hall(here: World) -> Hall:
    return Hall(here)


@pytest.fixture
async def staffed(db, as_) -> World:
    """The same with the demo's staff, who appoint their own akim."""
    return await world(as_, with_akim=False)


@pytest.fixture
async def office(client, staffed: World) -> AtWork:
    made = await at_work(client, staffed)
    return await made.be("official.okrug")
