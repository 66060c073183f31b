"""A meeting's secretary, its head, and what they write down."""

from __future__ import annotations

import pytest

from tests.meetings.record.room import Room, room
from tests.questions.console.office import AtWork, at_work


@pytest.fixture
async def here(db, as_) -> Room:
    return await room(as_)


@pytest.fixture
async def of_demo(db, as_) -> Room:
    """Without an akim of its own: the demo's staff brings one."""
    return await room(as_, with_akim=False)


@pytest.fixture
async def office(client, of_demo: Room) -> AtWork:
    return await at_work(client, of_demo.world)
