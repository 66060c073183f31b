"""The district's office at its desk."""

from __future__ import annotations

import pytest

from tests.meetings.planning.office import PlanningOffice, planning_office


@pytest.fixture
async def office(db, as_) -> PlanningOffice:
    return await planning_office(as_)
