"""How fast the public calendar is with 30,000 meetings a year, three years of them: `python -m deploy.bench.calendar`.

The house runs in one process with its worker; this process fills it by COPY, over the official classifier where it lies beside
the project (or from --kato), else over the demo's small map, and says which. Every reader is signed in, so that no page is shown
from a copy. The kinds are measured in turn with a bare route; medians of the rounds are shown. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.bench import calendar_fill, house, load
from deploy.bench.load import Measured, NextRequest, drive, get
from hearing_state.db.embedded import EmbeddedServer

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "kato.csv"
READERS = 60
PROMISED_MS = 100.0
KINDS: Mapping[str, str] = {
    "bare": "a bare Starlette route",
    "calendar": "a month of the whole country, of an oblast, of a village",
    "list": "the list: ahead, held, of an oblast, by words",
    "place": "a place's page with its meetings",
    "office": "an office's page with its meetings",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kato", type=Path, default=BESIDE)
    parser.add_argument("--rounds", type=int, default=3, choices=range(3, 8))
    parser.add_argument("--seconds", type=float, default=3.0, help="of each kind in each round")
    parser.add_argument(
        "--readers", type=int, default=2, help="at once: as many as the cores that are promised"
    )
    parser.add_argument("--a-year", type=int, default=30_000)
    args = parser.parse_args()
    load.CALLERS = args.readers
    with tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as name:
        folder = Path(name)
        with house.house(folder) as port, house.bare(folder) as bare_port:
            dsn = EmbeddedServer(folder / "postgres").dsn("postgres")
            if args.kato.exists():
                _take_in(args.kato, dsn)
            else:
                print(f"{args.kato} is not there: the demo's small map is filled instead.")
            rounds, filled = asyncio.run(_measured(folder, dsn, port, bare_port, args))
    print(table(rounds))
    refused = sorted({each for one in rounds for run in one.values() for each in run.refused})
    print("\n".join(refused[:10]), file=sys.stderr)
    found = {**figures(rounds), "meetings": filled}
    print(json.dumps(found))
    is_slow = any(found[f"{kind}_p95_ms"] > PROMISED_MS for kind in KINDS if kind != "bare")
    return 1 if refused or is_slow else 0


def _take_in(kato: Path, dsn: str) -> None:
    """The official classifier with its akims' offices, through the same command as an operator's."""
    words = [sys.executable, "-m", "deploy.bench.calendar_fill", str(kato), dsn]
    subprocess.run(words, check=True, env={**os.environ, **house.SETTINGS})


async def _measured(
    folder: Path, dsn: str, port: int, bare_port: int, args: argparse.Namespace
) -> tuple[list[dict[str, Measured]], int]:
    filled = await calendar_fill.fill(dsn, args.a_year)
    secrets = await house.residents(folder, READERS)
    asked = _kinds(port, bare_port, secrets, filled)
    for kind, ask in asked.items():
        await drive(bare_port if kind == "bare" else port, ask, 1.0)  # warm
    rounds = []
    for _round in range(args.rounds):
        one = {}
        for kind, ask in asked.items():
            one[kind] = await drive(bare_port if kind == "bare" else port, ask, args.seconds)
        rounds.append(one)
    return rounds, filled.meetings


def _kinds(
    port: int, bare_port: int, secrets: Sequence[str], filled: calendar_fill.Filled
) -> Mapping[str, NextRequest]:
    months = [f"{path}{sign}month={month}" for month in filled.months for path, sign in _narrowed(filled)]
    lists = [
        "?view=list",
        "?view=list&state=held",
        "?view=list&state=all&page=40",
        "?view=list&q=%D0%B0%D0%B1%D0%B0%D0%B9",
    ]
    lists += [f"?view=list&place={code}" for code in (*filled.oblasts, *filled.villages)]
    return {
        "bare": itertools.cycle([get(bare_port, "/")]).__next__,
        "calendar": _signed_in(port, secrets, [f"/kk/meetings{each}" for each in months]),
        "list": _signed_in(port, secrets, [f"/kk/meetings{each}" for each in lists]),
        "place": _signed_in(
            port, secrets, [f"/kk/places/{code}" for code in (*filled.oblasts, *filled.villages)]
        ),
        "office": _signed_in(port, secrets, [f"/kk/bodies/{slug}" for slug in filled.offices]),
    }


def _narrowed(filled: calendar_fill.Filled) -> list[tuple[str, str]]:
    places = [*filled.oblasts[:2], *filled.villages[:4]]
    return [("?", ""), *((f"?place={code}", "&") for code in places)]


def _signed_in(port: int, secrets: Sequence[str], paths: Sequence[str]) -> NextRequest:
    asked = [
        get(port, path, cookie=f"hs_session={secret}")
        for path, secret in zip(paths, itertools.cycle(secrets), strict=False)
    ]
    return itertools.cycle(asked).__next__


def figures(rounds: Sequence[Mapping[str, Measured]]) -> dict[str, float]:
    """Medians of the rounds, in milliseconds, and as multiples of the bare route's."""
    found: dict[str, float] = {}
    for kind in KINDS:
        for share in (0.5, 0.95):
            took = statistics.median(one[kind].percentile(share) for one in rounds)
            found[f"{kind}_p{share * 100:.0f}_ms"] = round(took, 1)
        ratio = statistics.median(
            one[kind].percentile(0.95) / max(one["bare"].percentile(0.95), 0.001) for one in rounds
        )
        found[f"{kind}_of_bare"] = round(ratio, 1)
    return found


def table(rounds: Sequence[Mapping[str, Measured]]) -> str:
    found = figures(rounds)
    lines = [f"{'':60}{'p50 ms':>9}{'p95 ms':>9}{'of bare':>9}"]
    lines += [
        f"{what:60}{found[f'{kind}_p50_ms']:>9.1f}{found[f'{kind}_p95_ms']:>9.1f}{found[f'{kind}_of_bare']:>9.1f}"
        for kind, what in KINDS.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
