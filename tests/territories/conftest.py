"""Maps already taken in."""

from __future__ import annotations

from typing import Any

import pytest

from hearing_state.actions import Context, by_law
from hearing_state.territories.actions.import_classifier import ImportClassifier, import_classifier
from tests.territories.maps import DEMO


@pytest.fixture
async def demo_map(db: Any, as_: Any) -> Context:
    """The project's own small map; gives a visitor's context."""
    await by_law(as_("system"), import_classifier, ImportClassifier(content=DEMO.read_bytes()))
    return as_("visitor")
