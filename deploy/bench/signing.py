"""How many signatures a second one petition takes, each answered after its commit: `make bench-signing`. Ends by itself within four minutes.

The house runs in several processes over the embedded database (``--layout``), as people reach it: sign-in, origin check, limits,
repeated requests, act, ledger and outbox are on. This process only sends forms: each signature is of another person, from another
address, and counted from the moment at which it was to be sent, whether or not a line was free (so a house that stalls is not flattered).
Beside it, in the same run, a bare Starlette route, and the same house with a transaction for each signature. At the end every
answer is held against the rows. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import asyncpg
import uvloop

from deploy.bench import house
from deploy.bench.load import CALLERS, Measured, drive, get
from deploy.bench.open_load import Offered, offer
from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer
from hearing_state.ids import new_id, new_secret, secret_digest

GOAL_PER_SECOND = 3_000
STAMPEDE_PER_SECOND = 10_000
PEOPLE_MAX = 1_000_000


@dataclass(frozen=True)
class Line:
    """One run: at which the house was asked, and what it answered. ``taken``: numbers of the people told that they have signed."""

    per_second: float
    p50_ms: float
    p99_ms: float
    refused: int
    refused_p99_ms: float
    faults: tuple[str, ...]
    taken: tuple[int, ...]


class Signers:
    """People who are signed in, made as they are needed, each to sign once."""

    def __init__(self, line: asyncpg.Connection, petition: str) -> None:
        self._line, self._petition = line, petition
        self.ids: list[UUID] = []
        self._secrets: list[str] = []
        self._next = 0

    async def make(self, how_many: int) -> None:
        now = datetime.now(UTC)
        people = [new_id() for _number in range(how_many)]
        secrets = [new_secret() for _number in range(how_many)]
        await self._line.copy_records_to_table(
            "people_person",
            records=[(person, "resident", "Айгүл", "Серікова", "kk", now) for person in people],
            columns=["id", "kind", "given_name", "family_name", "locale", "made_at"],
        )
        await self._line.copy_records_to_table(
            "people_session",
            records=[
                (new_id(), secret_digest(secret), person, "code", "", now, now)
                for secret, person in zip(secrets, people, strict=True)
            ],
            columns=["id", "secret_digest", "person_id", "step", "browser", "made_at", "seen_at"],
        )
        self.ids += people
        self._secrets += secrets

    def forms(self, ports: tuple[int, ...]) -> Iterator[tuple[int, int, bytes]]:
        """(person's number, port, her form), for ever new people."""
        for port in itertools.cycle(ports):
            number = self._next
            if number >= len(self._secrets):
                return
            self._next += 1
            yield number, port, self._form(number, port)

    @property
    def left(self) -> int:
        return len(self._secrets) - self._next

    def _form(self, number: int, port: int) -> bytes:
        body = f"consent=yes&_once=bench-{number}".encode()
        lines = (
            f"POST /kk/petitions/{self._petition}/sign HTTP/1.1",
            f"Host: 127.0.0.1:{port}",
            f"Origin: http://127.0.0.1:{port}",
            f"Cookie: hs_session={self._secrets[number]}",
            f"X-Forwarded-For: 10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        )
        return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 6))
    parser.add_argument("--seconds", type=float, default=8.0, help="of each run; 15 at most")
    parser.add_argument("--layout", default="apart", choices=house.LAYOUTS, help="; ".join(f"{name}: {what}" for name, what in house.LAYOUTS.items()))  # fmt: skip
    parser.add_argument("--per-second", type=int, default=GOAL_PER_SECOND, help="offered in the measured run")
    args = parser.parse_args()
    seconds = min(args.seconds, 15.0)
    with tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as name, ExitStack() as opened:
        folder = Path(name)
        ours = opened.enter_context(house.laid_out(folder, args.layout))
        one_tx = tuple(
            opened.enter_context(house.another(folder, f"alone-{at}", {"HS_CALLS_TOGETHER": "1"}))
            for at in range(2)
        )
        bare = opened.enter_context(house.bare(folder))
        found = uvloop.run(_measured(folder, ours, one_tx, bare, args.rounds, seconds, args.per_second))
    print(json.dumps(found))
    return 1 if found["lost"] or found["doubled"] else 0


async def _measured(
    folder: Path,
    ours: tuple[int, ...],
    one_tx: tuple[int, ...],
    bare: int,
    rounds: int,
    seconds: float,
    rate: int,
) -> dict[str, float]:
    line = await direct(EmbeddedServer(folder / "postgres").dsn("postgres"))
    try:
        petition = await line.fetchval(
            "select ref from drafting_petition where state = 'public' order by ref limit 1"
        )
        if petition is None:
            raise SystemExit("the demo has no public petition")
        signers = Signers(line, petition)
        runs: dict[str, list[Line]] = {"full": [], "steady": [], "stampede": [], "one_tx": []}
        bares: list[Measured] = []
        for _round in range(rounds):
            bares.append(await drive(bare, itertools.repeat(get(bare, "/")).__next__, 3.0))
            for kind, ports, offered in (
                ("one_tx", one_tx, 2 * rate), ("full", ours, 2 * rate), ("steady", ours, rate), ("stampede", ours, STAMPEDE_PER_SECOND),
            ):  # fmt: skip
                made = await _run(
                    signers, ports, offered, min(seconds, 4.0) if kind in ("one_tx", "stampede") else seconds
                )
                runs[kind].append(made)
                print(f"{kind:9}{made.per_second:>9.0f}/s  p50 {made.p50_ms:.1f}  p99 {made.p99_ms:.1f} ms  refused {made.refused}"
                      f" (p99 {made.refused_p99_ms:.1f} ms)  {'; '.join(made.faults)}", flush=True)  # fmt: skip
                await asyncio.sleep(1.0)
        lost, doubled = await _held_against_the_rows(
            line, signers, [each for kind in runs.values() for each in kind]
        )
    finally:
        await line.close()
    return _figures(runs, bares, lost, doubled)


async def _run(signers: Signers, ports: tuple[int, ...], rate: int, seconds: float) -> Line:
    need = int(rate * seconds) + CALLERS
    if len(signers.ids) + need > PEOPLE_MAX:
        raise SystemExit("too many people for one run: fewer rounds or seconds")
    await signers.make(max(0, need - signers.left))
    got: Offered = await offer(signers.forms(ports), rate, seconds)
    return Line(
        got.per_second, got.percentile(0.5), got.percentile(0.99), len(got.refused), got.refused_percentile(0.99), got.faults, tuple(got.taken)
    )  # fmt: skip


async def _held_against_the_rows(
    line: asyncpg.Connection, signers: Signers, runs: list[Line]
) -> tuple[int, int]:
    """(acknowledged but not stored, stored or written into the log more than once)."""
    acknowledged = {signers.ids[number] for run in runs for number in run.taken}
    stored = [
        (each["petition_id"], each["person_id"])  # people of the demo have signed several petitions
        for each in await line.fetch(
            "select petition_id, person_id from signing_signature where person_id is not null"
        )
    ]
    lost = len(acknowledged - {person for _petition, person in stored})
    entries = await line.fetchval(
        "select count(*) - count(distinct facts ->> 'receipt') from ledger_entry where kind = 'petition.signed'"
    )
    return lost, len(stored) - len(set(stored)) + int(entries)


def _figures(runs: dict[str, list[Line]], bares: list[Measured], lost: int, doubled: int) -> dict[str, float]:
    def median(kind: str, figure: str) -> float:
        return round(statistics.median(getattr(each, figure) for each in runs[kind]), 1)

    bare = statistics.median(each.per_second for each in bares)
    full, one_tx = median("full", "per_second"), median("one_tx", "per_second")
    return {
        "signatures_per_second": full,
        "p99_ms": median("steady", "p99_ms"),
        "p50_ms": median("steady", "p50_ms"),
        "steady_per_second": median("steady", "per_second"),
        "stampede_per_second": median("stampede", "per_second"),
        "stampede_p99_ms": median("stampede", "p99_ms"),
        "stampede_refused": median("stampede", "refused"),
        "stampede_refused_p99_ms": median("stampede", "refused_p99_ms"),
        "steady_refused": median("steady", "refused"),
        "lost": lost,
        "doubled": doubled,
        "bare_rps": round(bare, 1),
        "one_tx_per_second": one_tx,
        "of_bare": round(full / bare, 3) if bare else 0.0,
        "of_one_tx": round(full / one_tx, 2) if one_tx else 0.0,
    }


if __name__ == "__main__":
    sys.exit(main())
