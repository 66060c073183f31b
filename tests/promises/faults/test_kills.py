"""kill -9 of web, worker and PostgreSQL during writes: nothing acknowledged lost, nothing doubled, every letter sent.

Four times each; ``HS_KILLS=20`` before a release.

A letter comes twice only where the carrier had taken it before the worker died; it then bears the same Message-ID.
"""

import asyncio
import os

import pytest

from tests.promises.faults import rehearsal

KILLS = int(os.environ.get("HS_KILLS", "4"))
SECONDS_A_KILL = 2.0

pytestmark = pytest.mark.process


async def _rehearse(folder, kill_of):
    async with rehearsal.installation(folder) as there:
        wishes = rehearsal.Wishes()
        kill = kill_of(there)
        await asyncio.gather(
            rehearsal.people_ask(there, wishes, over_seconds=KILLS * SECONDS_A_KILL),
            rehearsal.killing(kill, KILLS, wishes),
        )
        await rehearsal.settle(there)
        print(f"\n{KILLS} kills: {await rehearsal.verdict(there, wishes)}")


async def test_the_web_process_is_killed_while_people_ask(tmp_path):
    def kill_of(there):
        def kill(_number):
            there.web.kill()
            there.web.start().wait_until_ready()

        return kill

    await _rehearse(tmp_path, kill_of)


async def test_the_worker_is_killed_while_letters_go_out(tmp_path):
    def kill_of(there):
        def kill(_number):
            there.worker.kill()
            there.worker.log.write_text("")
            there.worker.start().wait_until_ready()

        return kill

    await _rehearse(tmp_path, kill_of)


async def test_the_database_is_killed_while_people_ask(tmp_path):
    async with rehearsal.installation(tmp_path) as there:
        wishes = rehearsal.Wishes()

        async def killing():
            for _ in range(KILLS):
                await asyncio.sleep(0.5)
                os.kill(there.database.pid, 9)
                await asyncio.sleep(0.05)
                there.database.revive()  # main thread only; the loop waits, as a service manager's host would not

        await asyncio.gather(rehearsal.people_ask(there, wishes, over_seconds=KILLS * 0.8), killing())
        await rehearsal.settle(there)
        print(f"\n{KILLS} kills: {await rehearsal.verdict(there, wishes)}")
