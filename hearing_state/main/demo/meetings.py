"""The demo's meetings: each room tells its own part, lowest first, through the same actions as everything."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from importlib.util import find_spec
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import value

ROOMS = (
    "coverage",
    "schedule",
    "registration",
    "planning",
    "asking",
    "commitments",
    "record",
    "receptions",
    "floor",
    "replay",
)


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Nothing where there are meetings already."""
    if await value("SELECT 1 FROM schedule_meeting LIMIT 1"):
        return
    for room in ROOMS:
        if find_spec(f"meetings.{room}.demo"):
            await importlib.import_module(f"meetings.{room}.demo").load(context, people)
