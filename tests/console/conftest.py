"""The office of the tests."""

import pytest

from tests.questions.console.office import AtWork, at_work
from tests.questions.world import world


@pytest.fixture
async def office(client, as_) -> AtWork:
    return await at_work(client, await world(as_))
