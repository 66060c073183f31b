"""A telephone in the village that wants light in its street."""

from __future__ import annotations

from typing import Any

import pytest

from tests.questions.world import World, world


@pytest.fixture
async def here(db: Any, as_: Any) -> World:
    return await world(as_)
