"""A live hall on a port of this machine, over a database of its own."""

import pytest
from tortoise.context import _current_context

from tests.meetings.live.paper import live_hall


@pytest.fixture
async def hall(own_database, settings, as_):
    async with live_hall(own_database, _current_context.get(), settings, as_) as made:
        yield made
