"""Every five minutes what happened is laid by for its readers, and those who are due get their letter."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.following import queries
from hearing_state.following.actions.gather import Gather, gather
from hearing_state.following.actions.tell import Tell, tell
from hearing_state.jobs import outbox
from hearing_state.jobs.listeners import Told, every, job

READERS_AT_ONCE = 1000


async def gather_and_call(context: Context, slot: datetime) -> None:
    """One row for each reader who is due: one who cannot be written to holds up nobody else."""
    await by_law(context, gather, Gather())
    for reader in await queries.due(context, READERS_AT_ONCE):
        once = f"following.due:{reader}:{slot.isoformat()}"
        await outbox.tell("following.due", str(reader), {}, at=context.now, once=once)


@job("following.due")
async def tell_the_reader(context: Context, told: Told) -> None:
    await by_law(context, tell, Tell(reader=UUID(told.about)))


TIMETABLE = (every("following.gather", minutes=5, run=gather_and_call, catch_up="latest"),)
LISTENERS = (tell_the_reader,)
