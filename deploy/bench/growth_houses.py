"""The houses that growth is measured by: one as the demo leaves it, and copies of it, filled with a fiftieth and with the whole.

The demo shows seven petitions where a full house shows twenty, and no house grows out of showing them. So the full one is held against
the fiftieth, whose pages are as long; ``beside="demo"`` holds it against the demo, for whoever wants that figure, too.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.bench import house
from hearing_state.db import database_config, direct, migrate
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.main import packages

COUNTING = {"shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track": "top"}
FAST_LOADING = {"max_wal_size": "8GB", "maintenance_work_mem": "512MB", "checkpoint_timeout": "30min"}
DEMO = "demo"
BESIDE = ("small", DEMO)
SMALL = 50
"""The small house holds one of so many."""
Filling = Callable[[str], Awaitable[Mapping[str, float]]]
Before = Callable[[str], Awaitable[None]]


@dataclass(frozen=True)
class Seat:
    """A house that is up: ``processes`` are the public site and the database."""

    folder: Path
    port: int
    processes: tuple[int, int]

    @property
    def dsn(self) -> str:
        return EmbeddedServer(self.folder / "postgres").dsn("postgres")


@contextmanager
def two_houses(
    folder: Path, kato: Path, fills: Mapping[str, Filling], beside: str, before: Before | None = None
) -> Iterator[tuple[Seat, Seat, Mapping[str, float]]]:
    """(the one it is held against, the full one, what its filling told). ``fills``: of "small" and "full". ``before``: is done in each.

    What the folder holds already is taken as it is.
    """
    demo, told = folder / DEMO, dict[str, float]()
    wanted = [each for each in ("small", "full") if each in (beside, "full")]
    missing = [each for each in wanted if not (folder / each / "filled").exists()]
    if missing and not (demo / "founded").exists():
        shutil.rmtree(demo, ignore_errors=True)
        _found(demo, kato, before)
    for name in missing:
        house_folder = folder / name
        shutil.rmtree(house_folder, ignore_errors=True)
        subprocess.run(["cp", "-a", str(demo), str(house_folder)], check=True)  # keeps owners
        with EmbeddedServer(house_folder / "postgres", settings=FAST_LOADING) as server:
            told = dict(asyncio.run(_filled(server.dsn("postgres"), fills[name])))
        (house_folder / "filled").touch()
    with _open((folder / beside, folder / "full")) as (one, other):
        yield one, other, told


async def _done(work: Callable[[str], Awaitable[None]], dsn: str) -> None:
    await work(dsn)


def _found(folder: Path, kato: Path, before: Before | None) -> None:
    """The demo and the map of the country, as an operator would bring them in."""
    folder.mkdir(parents=True)
    with EmbeddedServer(folder / "postgres", settings=FAST_LOADING) as server:
        _command(server, "hearing_state.main.command", "migrate")
        _command(server, "hearing_state.main.command", "demo", "--data", str(folder))
        if kato.exists():
            _command(server, "deploy.bench.calendar_fill", str(kato), server.dsn("postgres"))
        else:
            print(f"{kato} is not there: the demo's small map is filled instead.")
        if before is not None:
            asyncio.run(_done(before, server.dsn("postgres")))
    (folder / "founded").touch()


def _command(server: EmbeddedServer, *words: str) -> None:
    settings = {**house.SETTINGS, "HS_DATABASE_URL": server.dsn("postgres")}
    subprocess.run([sys.executable, "-m", *words], check=True, env={**os.environ, **settings})


async def _filled(dsn: str, fill: Filling) -> Mapping[str, float]:
    found = await fill(dsn)
    line = await direct(dsn)
    try:
        await line.execute("VACUUM (ANALYZE)", timeout=3600)
        await line.execute("CHECKPOINT", timeout=3600)
    finally:
        await line.close()
    return found


@contextmanager
def _open(folders: Sequence[Path]) -> Iterator[list[Seat]]:
    """The databases, and over each one process of the public site: no worker, whose rounds would be measured with the pages."""
    with ExitStack() as opened:
        servers = [
            opened.enter_context(EmbeddedServer(each / "postgres", settings=COUNTING)) for each in folders
        ]
        for each in servers:
            asyncio.run(_ready(each.dsn("postgres")))
        with ThreadPoolExecutor(len(folders)) as beginning:
            yield list(
                beginning.map(
                    lambda pair: opened.enter_context(_site(*pair)), zip(folders, servers, strict=True)
                )
            )


@contextmanager
def _site(folder: Path, server: EmbeddedServer) -> Iterator[Seat]:
    port = house.free_port()
    words = ["hearing_state.main.command", "web", "--port", str(port), "--data", str(folder)]
    settings, ready = {"HS_DATABASE_URL": server.dsn("postgres")}, f"http://127.0.0.1:{port}/readyz"
    with (folder / "web.log").open("wb") as log, house.started(words, log, ready, settings) as process:
        yield Seat(folder, port, (process.pid, server.pid))


async def _ready(dsn: str) -> None:
    """Of this version, and its statements counted."""
    packages.install()
    await migrate(database_config(dsn, packages.models(), pool_max=2))
    await _watched(dsn)


async def _watched(dsn: str) -> None:
    line = await direct(dsn)
    try:
        await line.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    finally:
        await line.close()
