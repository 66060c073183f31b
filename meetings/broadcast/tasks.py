"""What follows from a meeting's end, and from what its office decides about the recording."""

from __future__ import annotations

from datetime import datetime

from hearing_state.actions import Context
from hearing_state.jobs.listeners import Told, every, job
from meetings.broadcast.aligning import align, align_all


@job("replay.published", outward=True)
async def give_again(context: Context, told: Told) -> None:
    await align(context, told.about)


@job("replay.withdrawn", outward=True)
async def take_away(context: Context, told: Told) -> None:
    await align(context, told.about)


async def look_through(context: Context, _slot: datetime) -> None:
    await align_all(context)


LISTENERS = (give_again, take_away)
TIMETABLE = (every("broadcast.align", minutes=1, run=look_through, catch_up="latest", outward=True),)
