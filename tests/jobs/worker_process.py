"""A worker of its own process for the tests: ``python -m tests.jobs.worker_process DATABASE BROKER``."""

from __future__ import annotations

import asyncio
import sys

from hearing_state.clock import SystemClock
from hearing_state.db import connected, database_config
from hearing_state.jobs.celery_app import ringing
from tests.jobs.world import Notebook, listener, relay


class Slow(Notebook):
    async def run(self, context, told):
        await super().run(context, told)
        await asyncio.sleep(0.02)


async def main(database: str, broker: str) -> None:
    async with connected(database_config(database, {"jobs": "hearing_state.jobs.models"})):
        man = relay(listener(Slow()), clock=SystemClock(), lease_seconds=2.0)
        async with ringing(broker, man, beat=True):
            print("ready", flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
