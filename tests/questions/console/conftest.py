"""The office of the tests."""

import pytest

from tests.questions.console.office import AtWork, at_work
from tests.questions.world import World


@pytest.fixture
async def office(client, village: World) -> AtWork:
    return await at_work(client, village)
