"""The ledger's runner on a stand: each line read is one turn of it, in a process of its own that can be stopped at any system call.

The stand has everything imported; a turn is a fork of it, with its own pool. A line names the data folder, the database and whether to turn
until all is published. Said are, each on a line: the process and the one thread that works with files; ``done``; how the process ended.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tortoise.context import TortoiseContext

from hearing_state.db import database_config, value
from hearing_state.ledger import publication, runner

APPS = {"ledger": "hearing_state.ledger.models"}
"""The log stands alone: its tables, and no owner of a reference letter."""
SITE = "https://house.test"
GO = signal.SIGUSR1
"""Begins the turn: no line, for a turn that is killed at its first call would leave it to the stand."""
PUBLISHED, WAITS, FAULT = 0, 3, 1
_TRACED_BY_ANYBODY = (0x59616D61, ctypes.c_ulong(-1).value)
_BEHIND = "SELECT numbered > size OR EXISTS (SELECT FROM ledger_entry WHERE number IS NULL) FROM ledger_head"


async def _turns(folder: Path, database: str, *, to_the_end: bool) -> int:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(1))  # one thread: its calls are the same ones each time
    files = await asyncio.to_thread(threading.get_native_id)
    async with TortoiseContext() as context:
        await context.init(config=database_config(database, APPS, pool_max=1))
        await value(_BEHIND)
        _say(f"{os.getpid()} {files}")
        signal.sigwait({GO})
        code = await _turn(folder)
        while to_the_end and (code != PUBLISHED or await value(_BEHIND)):
            await asyncio.sleep(
                0.02
            )  # as the runner does; the database may still hold the lock of one that was killed
            code = await _turn(folder)
        _say("done")
        return code


async def _turn(folder: Path) -> int:
    """What ``publish_for_ever`` does, once."""
    try:
        log = await publication.in_thread(lambda: runner.log_in(folder, SITE))
    except OSError:
        return WAITS
    return PUBLISHED if await runner.turn(log) == runner.PAUSE_SECONDS else WAITS


def _say(what: str) -> None:
    print(what, file=sys.__stdout__, flush=True)


def _in_its_own_process(line: str) -> int:
    folder, database, how = line.split()
    signal.pthread_sigmask(signal.SIG_BLOCK, {GO})
    ctypes.CDLL(None).prctl(*_TRACED_BY_ANYBODY, 0, 0, 0)
    try:
        return asyncio.run(_turns(Path(folder), database, to_the_end=how == "to_the_end"))
    except BaseException:
        traceback.print_exc()
        return FAULT


def main() -> None:
    sys.stdout = sys.stderr  # for the house's own log
    while line := sys.stdin.readline():
        forked = os.fork()
        if not forked:
            os._exit(_in_its_own_process(line))
        _, status = os.waitpid(forked, 0)
        _say(f"ended {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    main()
