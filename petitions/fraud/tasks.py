"""What follows by itself: the steps of what is under way, letters, the look for suspicious shapes."""

from __future__ import annotations

from datetime import datetime, timedelta

from hearing_state.actions import Context, by_law
from hearing_state.db import rows
from hearing_state.jobs.listeners import Listener, Told, every, job
from petitions.drafting.petition import SIGNATURE_HELD
from petitions.fraud.actions.carry_on_invalidation import CarryOnInvalidation, carry_on_invalidation
from petitions.fraud.actions.drop_invalidation import DropInvalidation, drop_invalidation
from petitions.fraud.actions.look_for_shapes import LookForShapes, look_for_shapes
from petitions.fraud.actions.sweep_desk import SweepDesk, sweep_desk
from petitions.fraud.actions.tell_invalidated import TellInvalidated, tell_invalidated

WAITS_AT_MOST = timedelta(days=1)
"""For a second person: meanwhile the petition is not sent."""
LOOKED_AT_ONCE = 50
_HELD = ", ".join(f"'{each}'" for each in SIGNATURE_HELD)
# Where something was counted since, those looked at longest ago first.
_TO_LOOK = f"""
SELECT p.ref FROM drafting_petition p JOIN signing_total t ON t.petition_id = p.id LEFT JOIN fraud_look l ON l.petition_id = p.id
 WHERE p.state IN ({_HELD}) AND (l.looked_at IS NULL OR t.counted_at >= l.looked_at) ORDER BY l.looked_at NULLS FIRST, p.ref LIMIT {LOOKED_AT_ONCE}
"""
_FORGOTTEN = """
SELECT p.ref, i.number FROM fraud_invalidation i JOIN drafting_petition p ON p.id = i.petition_id
 WHERE i.state = 'proposed' AND i.asked_at < $1 ORDER BY i.asked_at LIMIT 100
"""


@job("petition.invalidation_goes_on")
async def carry_on(context: Context, told: Told) -> None:
    """One step, in one transaction with the order for the next: a worker that dies leaves the order where it lay."""
    wish = CarryOnInvalidation(petition=told.about, number=told.payload["number"])
    await by_law(context, carry_on_invalidation, wish)


def _telling(event: str) -> Listener:
    async def run(context: Context, told: Told) -> None:
        wish = TellInvalidated(petition=told.about, number=told.payload["number"], step=told.payload["step"])
        await by_law(context, tell_invalidated, wish)

    return job(f"petition.{event}", name=f"fraud.tell_of_{event}")(run)


def _looking(event: str) -> Listener:
    """What was suspicious may be so no more, or again."""

    async def run(context: Context, told: Told) -> None:
        await by_law(context, look_for_shapes, LookForShapes(petition=told.about))

    return job(f"petition.{event}", name=f"fraud.look_after_{event}")(run)


async def look(context: Context, _slot: datetime) -> None:
    for each in await rows(_TO_LOOK):
        await by_law(context, look_for_shapes, LookForShapes(petition=each["ref"]))


async def drop_what_nobody_confirmed(context: Context, _slot: datetime) -> None:
    for each in await rows(_FORGOTTEN, context.now - WAITS_AT_MOST):
        await by_law(
            context, drop_invalidation, DropInvalidation(petition=each["ref"], number=each["number"])
        )


async def sweep(context: Context, _slot: datetime) -> None:
    await by_law(context, sweep_desk, SweepDesk())


LISTENERS = (
    carry_on,
    _telling("signatures_invalidated"),
    _telling("signatures_restored"),
    _looking("invalidation_done"),
    _looking("restoration_done"),
)
TIMETABLE = (
    every("petitions.look_for_shapes", minutes=10, run=look, catch_up="latest"),
    every("petitions.drop_unconfirmed", minutes=15, run=drop_what_nobody_confirmed, catch_up="latest"),
    every("petitions.sweep_fraud_desk", at="04:20", run=sweep, catch_up="latest"),
)
