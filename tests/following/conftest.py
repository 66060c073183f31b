"""The village of the tests, with a mail relay and the house's own worker."""

from __future__ import annotations

import pytest

from tests.following.mail import Post, post_office
from tests.questions.world import World, world


@pytest.fixture
async def village(db, as_) -> World:
    return await world(as_)


@pytest.fixture
async def post(client, db, settings):
    async with post_office(client, db, settings) as made:
        yield made


__all__ = ["Post"]
