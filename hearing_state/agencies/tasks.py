"""When the map changes, the offices follow."""

from __future__ import annotations

from hearing_state.actions import Context
from hearing_state.agencies.actions.found_offices import FoundOffices, found_offices
from hearing_state.jobs.listeners import Told, job


@job("territories.imported")
async def follow_the_map(context: Context, told: Told) -> None:
    await found_offices(context, FoundOffices(version=told.about))
