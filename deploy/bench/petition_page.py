"""A petition's page under the rush: `make bench-petition-page`. Ends by itself within two minutes.

Many read the page (visitors, from many addresses) while many sign it: both are offered at their own pace, in two processes of the house
over the embedded database, one of them with its worker. All the while somebody looks at the number on the page: how old it is, is told by
the first acknowledged signature that it does not hold yet. The promise: 1,000 pages a second, and no number older than ten seconds.
The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import re
import sys
import tempfile
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import uvloop

from deploy.bench import house
from deploy.bench.load import get
from deploy.bench.open_load import Offered, offer
from deploy.bench.signing import Signers
from hearing_state.db import direct
from hearing_state.db.embedded import EmbeddedServer

PROMISED_PER_SECOND, PROMISED_SECONDS = 1_000, 10.0
READERS = 5_000
LOOKED_EVERY = 0.2
_NUMBER = re.compile(r'<strong class="hs-tile__number">([^<]*)</strong>')
_PETITION = "select ref from drafting_petition where state = 'public' order by ref limit 1"
OK = 200


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=40.0, help="90 at most")
    parser.add_argument("--pages", type=int, default=PROMISED_PER_SECOND, help="offered a second")
    parser.add_argument("--signatures", type=int, default=1_000, help="offered a second")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as name, ExitStack() as opened:
        folder = Path(name)
        ports = (
            opened.enter_context(house.house(folder)),
            opened.enter_context(house.another(folder, "second", {})),
        )
        found = uvloop.run(_measured(folder, ports, args))
    print(json.dumps(found))
    return 1 if found["wrong"] else 0


async def _measured(folder: Path, ports: tuple[int, int], args: argparse.Namespace) -> dict[str, float | str]:
    line = await direct(EmbeddedServer(folder / "postgres").dsn("postgres"))
    seconds = min(args.seconds, 90.0)
    try:
        ref = str(await line.fetchval(_PETITION))
        signers = Signers(line, ref)
        await signers.make(int(args.signatures * seconds) + 1_000)
        before = await _number(ports[0], ref)
        ended = asyncio.Event()
        looking = asyncio.create_task(_look(ports, ref, ended))
        signed, read = await asyncio.gather(
            offer(signers.forms(ports), args.signatures, seconds),
            offer(_pages(ports, ref), args.pages, seconds, OK),
        )
        ended.set()
        seen = await looking
    finally:
        await line.close()
    return figures(signed, read, ages(sorted(signed.done_at), [(at, number - before) for at, number in seen]))


def _pages(ports: Sequence[int], ref: str) -> Iterator[tuple[int, int, bytes]]:
    asked = {port: get(port, f"/kk/petitions/{ref}") for port in ports}
    for number, port in zip(itertools.count(), itertools.cycle(ports), strict=False):
        yield number % READERS, port, asked[port]


async def _look(ports: Sequence[int], ref: str, ended: asyncio.Event) -> list[tuple[float, int]]:
    """(when, the number on the page) as a visitor of either process sees it."""
    seen = []
    for port in itertools.cycle(ports):
        if ended.is_set():
            return seen
        number = await _number(port, ref)
        seen.append((time.perf_counter(), number))
        await asyncio.sleep(LOOKED_EVERY)
    return seen


async def _number(port: int, ref: str) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(
            f"GET /en/petitions/{ref} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n".encode()
        )
        page = (await reader.read()).decode(errors="replace")
    finally:
        writer.close()
    return number_on(page)


def number_on(page: str) -> int:
    """Raises SystemExit where the page shows none.

    >>> number_on('<strong class="hs-tile__number">12,345</strong>')
    12345
    """
    found = _NUMBER.search(page)
    if found is None:
        raise SystemExit(f"the page shows no number: {page[:200]}")
    return int("".join(filter(str.isdigit, found[1])))


def ages(acknowledged: Sequence[float], seen: Sequence[tuple[float, int]]) -> list[float]:
    """How old each number was: since the first signature that was acknowledged by then and is not in it; 0 where none is missing.

    >>> ages([1.0, 2.0, 3.0], [(2.5, 2), (3.5, 1), (9.0, 3)])
    [0.0, 1.5, 0.0]
    """
    return [
        at - acknowledged[number] if 0 <= number < bisect_right(acknowledged, at) else 0.0
        for at, number in seen
    ]


def figures(signed: Offered, read: Offered, old: Sequence[float]) -> dict[str, float | str]:
    ranked = sorted(old)
    return {
        "pages_per_second": round(read.per_second, 1),
        "page_p50_ms": round(read.percentile(0.5), 1),
        "page_p99_ms": round(read.percentile(0.99), 1),
        "signatures_per_second": round(signed.per_second, 1),
        "signature_p99_ms": round(signed.percentile(0.99), 1),
        "signatures_refused": len(signed.refused),
        "looks": len(ranked),
        "count_age_p50_seconds": round(ranked[len(ranked) // 2], 2) if ranked else 0.0,
        "count_age_max_seconds": round(ranked[-1], 2) if ranked else 0.0,
        "wrong": "; ".join((*signed.faults, *read.faults)),
    }


if __name__ == "__main__":
    sys.exit(main())
