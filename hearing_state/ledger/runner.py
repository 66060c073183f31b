"""The runner: publishes what waits, again and again, until it is cancelled. Faults are told in the log and tried again."""

from __future__ import annotations

import asyncio
from pathlib import Path
from urllib.parse import urlsplit

import structlog

from hearing_state.errors import Unavailable
from hearing_state.ledger import publication
from hearing_state.ledger.folder import HeadMismatchError, LogFolder, put
from hearing_state.ledger.keys import signer_in
from hearing_state.ledger.notes import BadNoteError

log = structlog.get_logger("ledger")
PAUSE_SECONDS = 0.5
AFTER_FAULT_SECONDS = 5.0


def log_in(data_dir: Path, site_url: str) -> LogFolder:
    """The log of a house: its key in ``ledger/``, its public files in ``ledger/log/``."""
    folder = data_dir / "ledger"
    signer = signer_in(folder, f"{urlsplit(site_url).netloc}/log")
    put(folder / "log", "vkey", f"{signer.verifier}\n".encode())
    return LogFolder(folder / "log", signer)


async def publish_for_ever(data_dir: Path, site_url: str) -> None:
    folder: LogFolder | None = None
    while True:
        pause = PAUSE_SECONDS
        try:
            folder = folder or log_in(data_dir, site_url)
            await publication.step(folder)
        except (HeadMismatchError, BadNoteError) as fault:
            log.error("ledger_not_signed", why=str(fault))  # noqa: TRY400  the sentence says all
            pause = AFTER_FAULT_SECONDS
        except (OSError, Unavailable) as fault:
            log.warning("ledger_waits", why=type(fault).__name__)
            pause = AFTER_FAULT_SECONDS
        await asyncio.sleep(pause)
