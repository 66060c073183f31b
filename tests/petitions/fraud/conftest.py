"""The fraud desk of the tests."""

from __future__ import annotations

import pytest

from tests.petitions.fraud.desk import Desk, desk_of
from tests.petitions.world import World


@pytest.fixture
async def desk(here: World) -> Desk:
    return await desk_of(here)
