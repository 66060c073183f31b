"""Figures for the operator's scraper: every package's numbers, read at the moment of the scrape and within a few seconds.

A scrape must tell most when the house is least well: what cannot be read is left out and named in ``figures_unread``, and the rest
is told all the same.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import structlog

from hearing_state.actions import STANDING, Context
from hearing_state.errors import Problem
from hearing_state.web.metrics import METRICS
from hearing_state.web.offer import Figures

log = structlog.get_logger("web")
FIGURES: list[Figures] = []
"""All packages' figures, filled once by the composition root."""

SECONDS_AT_MOST = 4.0
OWN = {
    "database_up": "1 while the database answers this process",
    "figures_unread": "How many packages could not be read in this scrape",
    "serving_step": "How much this process serves: 0 all, 1 read-only, 2 kept copies, 3 the plain page",
    "kept_copies": "Copies of public pages on this process's shelf",
    "kept_shown_stale_total": "Times that an old copy was shown because nothing newer could be had",
    "plain_pages_shown_total": "Times that the plain page was shown because there was no copy",
    "data_free_bytes": "Room left on the disk of the data folder",
    "data_size_bytes": "Size of the disk of the data folder",
    "process_memory_bytes": "Memory that this process holds",
    "process_open_files": "Files and sockets that this process has open",
}


async def collected(context: Context, *, from_database: bool = True) -> dict[str, float]:
    """Every figure that could be read, by name."""
    found: dict[str, float] = {**dict(_of_this_machine(context.settings.data_dir)), **_of_this_process()}
    unread = len(FIGURES)
    if not from_database:
        return {**found, "figures_unread": float(unread)}
    try:
        async with asyncio.timeout(SECONDS_AT_MOST):
            for each in FIGURES:
                found.update(await _read(each, context))
                unread -= 1
    except TimeoutError:
        log.warning("figures_unread", packages=unread, why="slow")
    except (Problem, OSError) as fault:
        # The others ask the same database: each would wait as long and fail as well.
        log.warning("figures_unread", packages=unread, why=type(fault).__name__)
    found["figures_unread"] = float(unread)
    return found


def described() -> dict[str, str]:
    """Every figure by name with what it says, also of those that a scrape may leave out."""
    told = dict(OWN)
    for each in FIGURES:
        told.update(each.told)
    return told


async def _read(figures: Figures, context: Context) -> Mapping[str, float]:
    numbers = await figures.read(context)
    if numbers.keys() != figures.told.keys():
        raise ValueError(f"the figures of {figures.name} are not those that it describes")
    return numbers


def _of_this_process() -> dict[str, float]:
    return {
        "serving_step": float(STANDING.step),
        "kept_copies": float(METRICS.copies),
        "kept_shown_stale_total": float(METRICS.shown_stale),
        "plain_pages_shown_total": float(METRICS.plain_pages),
    }


def _of_this_machine(data_dir: Path) -> Iterator[tuple[str, float]]:
    there = next((each for each in (data_dir, *data_dir.resolve().parents) if each.exists()), Path("/"))
    disk = shutil.disk_usage(there)
    yield "data_free_bytes", float(disk.free)
    yield "data_size_bytes", float(disk.total)
    own = Path("/proc/self")
    if own.exists():
        pages = int((own / "statm").read_text(encoding="ascii").split()[1])
        yield "process_memory_bytes", float(pages * os.sysconf("SC_PAGE_SIZE"))
        yield "process_open_files", float(sum(1 for _each in (own / "fd").iterdir()))
