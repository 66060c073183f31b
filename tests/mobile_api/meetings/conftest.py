"""A telephone in the okrug whose akim meets the people."""

from __future__ import annotations

from typing import Any

import pytest

from tests.meetings.world import World, world


@pytest.fixture
async def here(db: Any, as_: Any) -> World:
    return await world(as_)
