"""One town for all tests of a file: it takes long to build. What a test changes in it, the next ones find."""

import httpx2
import pytest
from tortoise.context import _current_context

from tests.promises import town as towns
from tests.support import database
from tests.support.app import whole_app
from tests.support.contexts import settings_for_tests


@pytest.fixture(scope="module")
async def shared_town(orm, tmp_path_factory):
    settings = settings_for_tests(tmp_path_factory.mktemp("house"))
    token = _current_context.set(orm)
    async with database.rolled_back(orm), whole_app(orm, settings) as client:
        built = await towns.settled(client, orm, settings)
        _current_context.reset(token)
        yield built


@pytest.fixture
async def town(shared_town: towns.Town, orm) -> towns.Town:
    _current_context.set(orm)
    browser: httpx2.AsyncClient = shared_town.client
    browser.cookies.clear()
    return shared_town
