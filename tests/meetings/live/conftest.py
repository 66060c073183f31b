"""A live hall that listens on a port of this machine."""

import pytest
from tortoise.context import _current_context

from tests.meetings.live.paper import live_hall


@pytest.fixture
async def hall(own_database, settings, as_):
    async with live_hall(own_database, _current_context.get(), settings, as_) as made:
        yield made
