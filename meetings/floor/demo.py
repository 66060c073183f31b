"""The hall of the demo's next online meeting is open, so that everybody can look into it before it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import value
from hearing_state.permissions import Actor, Grant, Role
from meetings.floor.actions.open_floor import OpenFloor, open_floor
from meetings.schedule import queries as schedule

_NEXT = "SELECT ref FROM schedule_meeting WHERE state = 'announced' AND mode = 'online' AND starts_at > $1 ORDER BY starts_at, ref LIMIT 1"


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    ref = await value(_NEXT, context.now)
    if ref is None:
        return
    meeting = await schedule.meeting(context, ref)
    clerk = Actor(people["clerk"], frozenset({Grant(Role.CLERK, meeting.agency_id)}))
    await open_floor(replace(context, actor=clerk), OpenFloor(meeting=ref))
