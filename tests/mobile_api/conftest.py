"""The API over a small country with its offices."""

from __future__ import annotations

from typing import Any

import pytest

from hearing_state.actions import Context
from tests.agencies.country import mapped
from tests.mobile_api.telephone import Telephone


@pytest.fixture
async def country(db: Any, as_: Any) -> Context:
    """The demo map and the offices that follow from it; gives the house's own context."""
    system = as_("system")
    await mapped(system)
    return system


@pytest.fixture
def api(client: Any, country: Context) -> Any:
    """A telephone: it sends no origin and no cookie, and reads English."""
    del client.headers["origin"]
    client.headers["accept-language"] = "en"
    return client


@pytest.fixture
def phone(client: Any, here: Any) -> Telephone:
    """In the village that a folder's ``here`` is. Sends no origin and no cookie, and reads English."""
    del client.headers["origin"]
    client.headers["accept-language"] = "en"
    return Telephone(client)


@pytest.fixture
async def aigul(phone: Telephone, here: Any) -> dict[str, str]:
    """Her headers."""
    return await phone.headers_of(here.visitor, here.aigul)


@pytest.fixture
async def daulet(phone: Telephone, here: Any) -> dict[str, str]:
    return await phone.headers_of(here.visitor, here.daulet)
