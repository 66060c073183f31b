"""Two houses side by side, one fifty times as full as the other, asked the same things in turn.

What the machine does meanwhile meets both alike, so it is their ratio that counts. The database's own count of statements says whether
a page asks more of them as the house grows, and processor time for each answer says what waiting for a busy machine cannot.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.bench import load
from deploy.bench.growth_houses import BESIDE, Before, Filling, Seat, two_houses
from deploy.bench.growth_told import Kinds, Look, Rounds, figures, refusals, table
from deploy.bench.load import NextRequest, drive, get
from hearing_state.db import direct

KATO = Path(__file__).parents[3] / "shared" / "data" / "kato.csv"
READERS = 60
TICKS = os.sysconf("SC_CLK_TCK")
_STATEMENTS = "SELECT coalesce(sum(calls), 0)::int FROM pg_stat_statements s WHERE s.query NOT LIKE '%pg_stat_statements%'"
_SLOWEST = """
SELECT round(mean_exec_time::numeric, 2) AS ms, calls, left(regexp_replace(query, '\\s+', ' ', 'g'), 220) AS query FROM pg_stat_statements
 WHERE calls >= 5 AND query NOT LIKE '%pg_stat_statements%' ORDER BY mean_exec_time DESC LIMIT 12
"""
Asking = Callable[[Seat], Awaitable[Mapping[str, NextRequest]]]


@dataclass(frozen=True)
class Bench:
    """What is asked of both houses, and how they are filled (``growth_houses``). ``before``: is done in both."""

    kinds: Kinds
    ask: Asking
    fills: Mapping[str, Filling]
    before: Before | None = None


def arguments(about: str | None) -> argparse.ArgumentParser:
    """What both benches of growth understand."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument(
        "--kato", type=Path, default=KATO, help="the official classifier; without it the demo's small map"
    )
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, 12))
    parser.add_argument("--seconds", type=float, default=3.0, help="of each kind in each house in each round")
    parser.add_argument("--readers", type=int, default=2, help="at once")
    parser.add_argument(
        "--data", type=Path, help="kept, and taken again as it lies: for whoever mends a page"
    )
    parser.add_argument(
        "--beside", choices=BESIDE, default=BESIDE[0], help="what the full house is held against"
    )
    parser.add_argument("--kinds", default="", help="only these, apart by commas")
    return parser


def run(bench: Bench, args: argparse.Namespace) -> int:
    """Measures, prints a table and one line of JSON, and what was slow to the other stream. Not 0: something was refused."""
    kinds = chosen(bench.kinds, args)
    with (
        tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as name,
        two_houses(args.data or Path(name), args.kato, bench.fills, args.beside, bench.before) as (
            beside,
            full,
            filled,
        ),
    ):
        rounds, slow = asyncio.run(_measured((beside, full), bench.ask, kinds, args))
    found, refused = figures(kinds, rounds), refusals(rounds)
    print(table(kinds, found))
    print(slow, *refused[:10], sep="\n", file=sys.stderr)
    print(json.dumps({**filled, **found}))
    return 1 if refused else 0


def chosen(kinds: Kinds, args: argparse.Namespace) -> Kinds:
    """What is measured. Raises KeyError for no such kind."""
    return {kind: kinds[kind] for kind in args.kinds.split(",")} if args.kinds else kinds


async def _measured(
    seats: tuple[Seat, Seat], ask: Asking, kinds: Kinds, args: argparse.Namespace
) -> tuple[Rounds, str]:
    """Each kind in one house and at once in the full one, in several rounds; and what the full one was slowest at."""
    load.CALLERS = args.readers
    asked = [{kind: each for kind, each in (await ask(seat)).items() if kind in kinds} for seat in seats]
    for seat, some in zip(seats, asked, strict=True):
        for each in some.values():
            await drive(seat.port, each, min(1.0, args.seconds))  # warm
        await _reset(seat)
    rounds = []
    for _round in range(args.rounds):
        found: tuple[dict[str, Look], dict[str, Look]] = ({}, {})
        for kind in asked[0]:
            for seat, some, into in zip(seats, asked, found, strict=True):
                into[kind] = await _look(seat, some[kind], args.seconds)
        rounds.append(found)
    return rounds, await _slowest(seats[1])


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


async def _slowest(seat: Seat) -> str:
    """The statements that took longest on average since the measuring began."""
    line = await direct(seat.dsn)
    try:
        return "\n".join(
            f"{each['ms']:>9} ms × {each['calls']:<6} {each['query']}" for each in await line.fetch(_SLOWEST)
        )
    finally:
        await line.close()


def cpu_seconds(processes: Iterable[int]) -> float:
    """Of these processes and their children, also of children that have ended: a connection of the database is a process of its own."""
    wanted = set(processes)
    total = 0
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            try:
                words = (each / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(each.name) in wanted:
                total += sum(map(int, words[11:15]))  # with what its ended children used
            elif int(words[1]) in wanted:
                total += int(words[11]) + int(words[12])
    return total / TICKS


def signed_in(port: int, secrets: Sequence[str], paths: Iterable[str]) -> NextRequest:
    """A reader who is signed in is never shown a copy: each page is made for her."""
    asked = [
        get(port, path, cookie=f"hs_session={secret}")
        for path, secret in zip(paths, itertools.cycle(secrets), strict=False)
    ]
    return itertools.cycle(asked).__next__
