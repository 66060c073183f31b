"""Who works on a petition that was sent."""

from __future__ import annotations

import pytest

from hearing_state.actions import Context
from tests.petitions.world import World


@pytest.fixture
def head(here: World, as_) -> Context:
    return as_("head", here.oblast.id, person_id=here.daulet)


@pytest.fixture
def moderator(here: World, as_) -> Context:
    return as_("moderator", here.district.id)
