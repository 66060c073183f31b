"""A meeting that goes on, with its queue open."""

from __future__ import annotations

import pytest

from tests.meetings.floor.gathering import Gathering, gathering


@pytest.fixture
async def here(db, as_) -> Gathering:
    return await gathering(as_)
