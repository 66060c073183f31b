"""The runner: publishes what waits and has it witnessed, again and again, until it is cancelled. Faults are told in the log and tried
again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from hearing_state.errors import Unavailable
from hearing_state.ledger import publication
from hearing_state.ledger.folder import HeadMismatchError, LogFolder, put
from hearing_state.ledger.keys import signer_in
from hearing_state.ledger.notes import BadNoteError
from hearing_state.ledger.witnesses import Witness, Witnesses

log = structlog.get_logger("ledger")
PAUSE_SECONDS = 0.5
AFTER_FAULT_SECONDS = 5.0
WITNESS_PAUSE_SECONDS = 1.0


def log_in(data_dir: Path, site_url: str) -> LogFolder:
    """The log of a house: its key in ``ledger/``, its public files in ``ledger/log/``."""
    folder = data_dir / "ledger"
    signer = signer_in(folder, f"{urlsplit(site_url).netloc}/log")
    put(folder / "log", "vkey", f"{signer.verifier}\n".encode())
    return LogFolder(folder / "log", signer)


async def publish_for_ever(data_dir: Path, site_url: str, witnesses: Sequence[Witness] = ()) -> None:
    """``witnesses``: whom to ask for cosignatures; none is no fault."""
    folder = await _opened(data_dir, site_url)
    async with asyncio.TaskGroup() as both:
        both.create_task(_publish(folder))
        if witnesses:
            both.create_task(_have_witnessed(Witnesses(folder, list(witnesses))))


async def _opened(data_dir: Path, site_url: str) -> LogFolder:
    while True:
        try:
            return await publication.in_thread(lambda: log_in(data_dir, site_url))
        except OSError as fault:
            log.warning("ledger_waits", why=type(fault).__name__)
            await asyncio.sleep(AFTER_FAULT_SECONDS)


async def _publish(folder: LogFolder) -> None:
    while True:
        pause = await turn(folder)
        await asyncio.sleep(pause)


async def turn(folder: LogFolder) -> float:
    """Number and publish all that waits, and say how long to pause: longer after a fault, which is told in the log."""
    try:
        while await publication.number() == publication.AT_ONCE:
            await publication.publish(folder)
        await publication.publish(folder)
    except (HeadMismatchError, BadNoteError) as fault:
        log.error("ledger_not_signed", why=str(fault))  # noqa: TRY400  the sentence says all
        return AFTER_FAULT_SECONDS
    except (OSError, Unavailable) as fault:
        log.warning("ledger_waits", why=type(fault).__name__)
        return AFTER_FAULT_SECONDS
    return PAUSE_SECONDS


async def _have_witnessed(witnesses: Witnesses) -> None:
    while True:
        pause = WITNESS_PAUSE_SECONDS
        try:
            if not await publication.in_thread(witnesses.ask):
                log.error("ledger_not_witnessed", needed=witnesses.quorum)
                pause = AFTER_FAULT_SECONDS
        except (OSError, BadNoteError, ValueError) as fault:
            log.warning("ledger_witnessing_waits", why=type(fault).__name__)
            pause = AFTER_FAULT_SECONDS
        await asyncio.sleep(pause)
