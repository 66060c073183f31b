"""The same way from the home page to the slip on an old phone whose browser runs no scripts."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Meet
from tests.journeys.test_aigul_asks_from_her_phone import asks, she_finds_it_without_an_account

pytestmark = pytest.mark.browser


async def test_nothing_on_the_way_needs_a_script(meet: Meet) -> None:
    aigul = await meet("phone", "kk", javascript=False)
    ref = await asks(aigul, "aigul.old.phone@example.kz")
    await she_finds_it_without_an_account(await meet("phone", "kk", javascript=False), ref)
