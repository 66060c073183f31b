"""Two houses side by side, one as the demo leaves it and one filled by the million, asked the same things in turn.

What the machine does meanwhile meets both alike, so it is their ratio that counts. The database's own count of statements says whether
a page asks more of them as the house grows, and processor time for each answer says what waiting for a busy machine cannot.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import os
import shutil
import statistics
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from deploy.bench import house, load
from deploy.bench.load import Measured, NextRequest, drive, get
from hearing_state.db import database_config, direct, migrate
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.main import packages

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "kato.csv"
PROMISED_RATIO = 1.5
READERS = 60
COUNTING = {"shared_preload_libraries": "pg_stat_statements", "pg_stat_statements.track": "top"}
FAST_LOADING = {"max_wal_size": "8GB", "maintenance_work_mem": "512MB", "checkpoint_timeout": "30min"}
TICKS = os.sysconf("SC_CLK_TCK")
_STATEMENTS = "SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements s WHERE s.query NOT LIKE '%pg_stat_statements%'"
_SLOWEST = """
SELECT round(mean_exec_time::numeric, 2) AS ms, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 220) AS query FROM pg_stat_statements
 WHERE calls >= 5 AND query NOT LIKE '%pg_stat_statements%' ORDER BY mean_exec_time DESC LIMIT 12
"""


@dataclass(frozen=True)
class Seat:
    """A house that is up: ``processes`` are the public site and the database."""

    folder: Path
    port: int
    processes: tuple[int, int]

    @property
    def dsn(self) -> str:
        return EmbeddedServer(self.folder / "postgres").dsn("postgres")


@dataclass(frozen=True)
class Look:
    """One kind of request in one house: how long each took, with how many statements and how much processor time an answer."""

    measured: Measured
    statements: float
    cpu_ms: float


Kinds = Mapping[str, str]
Asking = Callable[[Seat], Awaitable[Mapping[str, NextRequest]]]
Rounds = Sequence[tuple[Mapping[str, Look], Mapping[str, Look]]]


def arguments(about: str | None) -> argparse.ArgumentParser:
    """What both benches of growth understand."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--kato", type=Path, default=BESIDE, help="the official classifier; without it the demo's small map"
    )
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, 12))
    parser.add_argument("--seconds", type=float, default=3.0, help="of each kind in each house in each round")
    parser.add_argument("--readers", type=int, default=2, help="at once")
    parser.add_argument(
        "--data", type=Path, help="kept, and taken again as it lies: for whoever mends a page"
    )
    parser.add_argument("--kinds", default="", help="only these, apart by commas")
    return parser


def chosen(kinds: Kinds, args: argparse.Namespace) -> Kinds:
    """What is measured. Raises KeyError for no such kind."""
    return {kind: kinds[kind] for kind in args.kinds.split(",")} if args.kinds else kinds


Filling = Callable[[str], Awaitable[Mapping[str, float]]]


@contextmanager
def two_houses(
    folder: Path, kato: Path, fill: Filling, before: Callable[[str], Awaitable[None]] | None = None
) -> Iterator[tuple[Seat, Seat, Mapping[str, float]]]:
    """(as the demo leaves it, filled, what the filling told). ``before``: is done in both. A folder that holds them already is taken as it is."""
    empty, full, filled = folder / "empty", folder / "full", dict[str, float]()
    if not (full / "filled").exists():
        shutil.rmtree(full, ignore_errors=True)
        if not (empty / "founded").exists():
            shutil.rmtree(empty, ignore_errors=True)
            _found(empty, kato)
        if before is not None:
            with EmbeddedServer(empty / "postgres") as server:
                asyncio.run(_done(before, server.dsn("postgres")))
        subprocess.run(["cp", "-a", str(empty), str(full)], check=True)  # keeps owners
        with EmbeddedServer(full / "postgres", settings=FAST_LOADING) as server:
            filled = dict(asyncio.run(_filled(server.dsn("postgres"), fill)))
        (full / "filled").touch()
    with _open((empty, full)) as (one, other):
        yield one, other, filled


async def _done(work: Callable[[str], Awaitable[None]], dsn: str) -> None:
    await work(dsn)


def _found(folder: Path, kato: Path) -> None:
    """The demo and the map of the country, as an operator would bring them in."""
    folder.mkdir(parents=True)
    with EmbeddedServer(folder / "postgres", settings=FAST_LOADING) as server:
        _command(server, "hearing_state.main.command", "migrate")
        _command(server, "hearing_state.main.command", "demo", "--data", str(folder))
        if kato.exists():
            _command(server, "deploy.bench.calendar_fill", str(kato), server.dsn("postgres"))
        else:
            print(f"{kato} is not there: the demo's small map is filled instead.")
    (folder / "founded").touch()


def _command(server: EmbeddedServer, *words: str) -> None:
    settings = {**house.SETTINGS, "HS_DATABASE_URL": server.dsn("postgres")}
    subprocess.run([sys.executable, "-m", *words], check=True, env={**os.environ, **settings})


async def _filled(dsn: str, fill: Callable[[str], Awaitable[Mapping[str, float]]]) -> Mapping[str, float]:
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


async def measured(seats: tuple[Seat, Seat], ask: Asking, args: argparse.Namespace) -> Rounds:
    """Each kind in the empty house and at once in the full one, in several rounds."""
    load.CALLERS = args.readers
    wanted = args.kinds.split(",") if args.kinds else None
    asked = [
        {kind: each for kind, each in (await ask(seat)).items() if wanted is None or kind in wanted}
        for seat in seats
    ]
    for seat, kinds in zip(seats, asked, strict=True):
        for each in kinds.values():
            await drive(seat.port, each, min(1.0, args.seconds))  # warm
        await _reset(seat)
    rounds = []
    for _round in range(args.rounds):
        found: tuple[dict[str, Look], dict[str, Look]] = ({}, {})
        for kind in asked[0]:
            for seat, kinds, into in zip(seats, asked, found, strict=True):
                into[kind] = await _look(seat, kinds[kind], args.seconds)
        rounds.append(found)
    return rounds


async def _reset(seat: Seat) -> None:
    line = await direct(seat.dsn)
    try:
        await line.execute("SELECT pg_stat_statements_reset()")
    finally:
        await line.close()


async def _look(seat: Seat, ask: NextRequest, seconds: float) -> Look:
    line = await direct(seat.dsn)
    try:
        before, cpu = await line.fetchval(_STATEMENTS), cpu_seconds(seat.processes)
        run = await drive(seat.port, ask, seconds)
        cpu, after = cpu_seconds(seat.processes) - cpu, await line.fetchval(_STATEMENTS)
    finally:
        await line.close()
    answers = max(1, len(run.latencies))
    return Look(run, (after - before) / answers, cpu * 1000 / answers)


async def slowest(seat: Seat) -> str:
    """The statements that took longest on average since the measuring began."""
    line = await direct(seat.dsn)
    try:
        return "\n".join(
            f"{each['ms']:>9} ms × {each['calls']:<6} {each['query']}" for each in await line.fetch(_SLOWEST)
        )
    finally:
        await line.close()


def cpu_seconds(processes: Iterable[int]) -> float:
    """Of these processes and their children: a connection of the database is a process of its own."""
    wanted = set(processes)
    total = 0
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                words = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(each.name) in wanted or int(words[1]) in wanted:
                total += int(words[11]) + int(words[12])
    return total / TICKS


def signed_in(port: int, secrets: Sequence[str], paths: Iterable[str]) -> NextRequest:
    """A reader who is signed in is never shown a copy: each page is made for her."""
    asked = [
        get(port, path, cookie=f"hs_session={secret}")
        for path, secret in zip(paths, itertools.cycle(secrets), strict=False)
    ]
    return itertools.cycle(asked).__next__


def figures(kinds: Kinds, rounds: Rounds) -> dict[str, float]:
    """Medians of the rounds: p50 and p99 in both houses, their ratio, statements and processor time for an answer."""
    found: dict[str, float] = {}
    for kind in kinds:
        for name, at in (("empty", 0), ("full", 1)):
            looks = [each[at][kind] for each in rounds]
            found[f"{kind}_{name}_p50_ms"] = _median(each.measured.percentile(0.5) for each in looks)
            found[f"{kind}_{name}_p99_ms"] = _median(each.measured.percentile(0.99) for each in looks)
            found[f"{kind}_{name}_statements"] = _median(each.statements for each in looks)
            found[f"{kind}_{name}_cpu_ms"] = _median(each.cpu_ms for each in looks)
        found[f"{kind}_ratio"] = _ratio(found, kind, "p99_ms")
        found[f"{kind}_cpu_ratio"] = _ratio(found, kind, "cpu_ms")
    return found


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)


def _ratio(found: Mapping[str, float], kind: str, what: str) -> float:
    return round(found[f"{kind}_full_{what}"] / max(found[f"{kind}_empty_{what}"], 0.001), 2)


def table(kinds: Kinds, found: Mapping[str, float]) -> str:
    lines = [f"{'':52}{'p50 ms':>15}{'p99 ms':>17}{'ratio':>7}{'cpu ms':>15}{'ratio':>7}{'statements':>13}"]
    for kind, what in kinds.items():
        pair = {
            name: (found[f"{kind}_empty_{name}"], found[f"{kind}_full_{name}"])
            for name in ("p50_ms", "p99_ms", "cpu_ms", "statements")
        }
        lines.append(
            f"{what:52}{_both(pair['p50_ms']):>15}{_both(pair['p99_ms']):>17}{found[f'{kind}_ratio']:>7}"
            f"{_both(pair['cpu_ms']):>15}{found[f'{kind}_cpu_ratio']:>7}{_both(pair['statements']):>13}"
        )  # fmt: skip
    return "\n".join(lines)


def _both(pair: tuple[float, float]) -> str:
    return f"{pair[0]:.1f} → {pair[1]:.1f}"


def refusals(rounds: Rounds) -> list[str]:
    return sorted(
        {
            f"{kind}: {said}"
            for both in rounds
            for one in both
            for kind, look in one.items()
            for said in look.measured.refused
        }
    )


_INDEXES = """
SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made FROM pg_index i
 WHERE i.indrelid = ANY ($1::text[]::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid AND c.contype IN ('p', 'u'))
"""
_CONSTRAINTS = """
SELECT c.conrelid::regclass::text AS of, quote_ident(c.conname) AS name, pg_get_constraintdef(c.oid) AS made FROM pg_constraint c
 WHERE c.conrelid = ANY ($1::text[]::regclass[]) AND (c.contype = 'f' OR c.contype IN ('p', 'u')
   AND NOT EXISTS (SELECT 1 FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = c.conindid)) ORDER BY c.contype = 'f'
"""


async def filled_before_built(
    line: asyncpg.Connection,
    tables: Sequence[str],
    leaves: Sequence[str],
    work: Callable[[], Awaitable[None]],
) -> None:
    """Indexes are built once everything lies there. So are keys of ``leaves``, as far as no other table points to them: unique and
    foreign ones prove all rows at once then, and a row that breaks one ends the filling. Checks and triggers stand all the while.
    """
    indexes = await line.fetch(_INDEXES, [*tables, *leaves])
    keys = await line.fetch(_CONSTRAINTS, list(leaves))
    for each in indexes:
        await line.execute(f"DROP INDEX {each['name']}")
    for each in reversed(keys):
        await line.execute(f"ALTER TABLE {each['of']} DROP CONSTRAINT {each['name']}")
    await work()
    for each in keys:
        await line.execute(
            f"ALTER TABLE {each['of']} ADD CONSTRAINT {each['name']} {each['made']}", timeout=3600
        )
    for each in indexes:
        await line.execute(each["made"], timeout=3600)
