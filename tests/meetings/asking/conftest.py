"""The okrug of the tests, and the list of questions to its next meeting."""

from __future__ import annotations

import pytest

from tests.meetings.asking.list_of import ListOf, list_of
from tests.meetings.world import World, world
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> World:
    return await world(as_)


@pytest.fixture
async def ahead(here: World) -> ListOf:
    return await list_of(here)


@pytest.fixture
async def staffed(db, as_) -> World:
    """The same with the demo's staff, who appoint their own akim."""
    return await world(as_, with_akim=False)


@pytest.fixture
async def office(client, staffed: World) -> AtWork:
    made = await at_work(client, staffed)  # type: ignore[arg-type]
    return await made.be("official.okrug")
