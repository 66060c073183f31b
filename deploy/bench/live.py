"""How many listeners one core carries: `make bench-live`. Ends by itself within eight minutes.

The server runs alone on core 0; who speaks and who listens, on core 1. What a listener costs is the difference between the
processor time with all listeners and with none, over the same seconds. Per core: 100 % divided by that. Our forwarding,
the same with its compiled inner loop (where a compiler is) and aiortc's own MediaRelay are measured in turn in every round; the medians are shown. The last line is one JSON object; keys that begin with
``janus_`` and ``broadcast_`` are null until those are there. No round begins that would not end within the whole run's time.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import select
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

from deploy.bench.live_media import asked

LISTENERS = {
    ("ours", "av"): 150,
    ("ours", "audio"): 250,
    ("ours", "low"): 400,
    ("native", "av"): 150,
    ("native", "audio"): 250,
    ("native", "low"): 400,
    ("relay", "av"): 4,
    ("relay", "audio"): 8,
    ("relay", "low"): 12,
}
WHOLE_SECONDS = 420.0
"""Nothing is begun that would not end within eight minutes."""
LINE_SECONDS = 45.0
"""A process that says nothing for so long has failed, and with it this one measurement."""
GOALS = {"av": 600, "audio": 1000, "low": 2000}


class Failed(Exception):
    """One measurement did not come about; the others go on."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 8))
    parser.add_argument("--seconds", type=float, default=4.0, help="of each measurement; 10 at most")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of listeners")
    args = parser.parse_args()
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004
        raise SystemExit("two cores are needed: one for the server, one for its listeners")
    runs: dict[tuple[str, str], list[dict[str, float]]] = {key: [] for key in LISTENERS}
    began, slowest = time.monotonic(), 0.0
    for number in range(args.rounds):
        for (which, kind), usual in LISTENERS.items():
            at = time.monotonic()
            if at - began + 1.5 * slowest > WHOLE_SECONDS:
                continue
            try:
                found = asyncio.run(
                    measured(which, kind, max(2, int(usual * args.share)), min(args.seconds, 10.0))
                )
            except (Failed, OSError, ValueError, TypeError) as fault:
                print(number + 1, which, kind, "failed:", fault, flush=True)
                continue
            finally:
                slowest = max(slowest, time.monotonic() - at)
            runs[which, kind].append(found)
            print(number + 1, which, kind, {key: round(value, 3) for key, value in found.items()}, flush=True)
    print(json.dumps(figures(runs)))
    return 0


async def measured(which: str, kind: str, how_many: int, seconds: float) -> dict[str, float]:
    """One server, one speaker, so many listeners. Shares of a core in per cent, times in milliseconds."""
    with _process("live_server", which, kind) as server:
        port = int(_line(server))
        with _process("live_publisher", str(port), kind) as speaker:
            _line(speaker)
            ask = await asked(port)
            await asyncio.sleep(1)
            alone = await _busy(ask, seconds / 2)
            with _process("live_receivers", str(port), str(how_many)) as receivers:
                joined = json.loads(_line(receivers))
                await asyncio.sleep(1)
                _told(receivers, "reset")
                began = time.monotonic()
                busy = await _busy(ask, seconds)
                told = _told(receivers, "told")
                lasted = time.monotonic() - began
    each = max(1e-6, (busy - alone) / how_many)
    return {
        "listeners": joined["joined"],
        "busy": busy,
        "alone": alone,
        "per_core": 100 / each,
        "kbit_s": told["octets"] * 8 / lasted / how_many / 1000,
        "packets_s": told["packets"] / lasted / how_many,
        "lost_share": told["lost_share"],
        "join_p50_ms": joined["join_p50_ms"],
        "delay_p50_ms": told["delay_p50_ms"] or -1,
        "delay_p99_ms": told["delay_p99_ms"] or -1,
    }


async def _busy(ask: Any, seconds: float) -> float:
    before = await ask(op="busy")
    await asyncio.sleep(seconds)
    after = await ask(op="busy")
    worked = after["user"] + after["system"] - before["user"] - before["system"]
    return 100 * worked / (after["at"] - before["at"])


@contextlib.contextmanager
def _process(module: str, *args: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", f"deploy.bench.{module}", *args],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    ready, _write, _fault = select.select([process.stdout], [], [], LINE_SECONDS)
    line = process.stdout.readline() if ready else ""
    if not line:
        raise Failed(f"{process.args} {'ended early' if ready else 'said nothing'}")
    return line


def _told(receivers: subprocess.Popen[str], word: str) -> Any:
    assert receivers.stdin is not None
    receivers.stdin.write(word + "\n")
    receivers.stdin.flush()
    return json.loads(_line(receivers))


def figures(runs: dict[tuple[str, str], list[dict[str, float]]]) -> dict[str, float | str | None]:
    """The medians, under the names that were agreed."""

    def median(which: str, kind: str, key: str, digits: int = 1) -> float | None:
        found = [run[key] for run in runs[which, kind]]
        return round(statistics.median(found), digits) if found else None

    found: dict[str, float | str | None] = {}
    for which, kind in runs:
        found[f"{which}_{kind}_per_core"] = median(which, kind, "per_core")
    for kind in GOALS:
        found[f"janus_{kind}_per_core"] = None
        found[f"{kind}_kbit_s"] = median("ours", kind, "kbit_s")
        found[f"{kind}_lost_share"] = median("ours", kind, "lost_share", 5)
        ours, relay = found[f"ours_{kind}_per_core"], found[f"relay_{kind}_per_core"]
        is_known = isinstance(ours, float) and isinstance(relay, float)
        found[f"{kind}_times_relay"] = round(ours / relay, 1) if is_known else None
    found["join_p50_ms"] = median("ours", "audio", "join_p50_ms")
    found["latency_p50_ms"] = median("ours", "av", "delay_p50_ms", 2)
    found["latency_p99_ms"] = median("ours", "av", "delay_p99_ms", 2)
    found["broadcast_per_core"] = None
    found["rounds"] = min(len(each) for each in runs.values())
    found["not_measured"] = "janus and broadcast: not built yet in this tree"
    return found


if __name__ == "__main__":
    raise SystemExit(main())
