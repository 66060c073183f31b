"""A process that works the outbox off, as the house's worker does, and ends: ``python -m tests.petitions.fraud.worker MINUTES``."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

from hearing_state.actions import Context
from hearing_state.clock import FrozenClock
from hearing_state.jobs.listeners import LISTENERS
from hearing_state.jobs.relay import Relay
from hearing_state.main.house import open_house
from hearing_state.settings import Settings
from tests.support.contexts import NOON


async def main(minutes: int) -> None:
    """So many minutes after noon: what a dead worker had leased is free by then."""
    clock = FrozenClock(NOON + timedelta(minutes=minutes))
    async with open_house(Settings(), clock=clock, pool_max=3) as house:
        listeners = [each for each in LISTENERS._by_name.values() if not each.outward]

        def context_for(_told: object) -> Context:
            return house.context()

        await Relay(listeners, (), context_for, clock, parallel=2).drain()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
