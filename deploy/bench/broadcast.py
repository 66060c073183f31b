"""How many readers of a broadcast one core carries: `make bench-broadcast`. Ends by itself within two minutes.

The server runs alone on core 0, the readers on core 1. What a reader costs is the difference between the server's processor time with
all of them and with none; per core: 100 % divided by that. A bare `websockets` server that sends the same parts by `broadcast()` is
measured in turn in every round; the medians are shown. Then 500 readers that take nothing sit beside 200 that do, and the server's
memory is looked at. The last line is one JSON object. On loopback the sender also pays for what the receiver's kernel does.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import time
from typing import Any

from deploy.bench.broadcast_server import KBIT_S
from deploy.bench.live import Failed, _line, _process, _told

GOAL = 10_000
STALLED = 500
WHOLE_SECONDS = 110.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 8))
    parser.add_argument("--seconds", type=float, default=5.0, help="of each measurement; 20 at most")
    parser.add_argument("--readers", type=int, default=2000)
    args = parser.parse_args()
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004
        raise SystemExit("two cores are needed: one for the server, one for its readers")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1] - 200
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "bare": []}
    began, slowest = time.monotonic(), 0.0
    for number in range(args.rounds):
        for which, done in runs.items():
            at = time.monotonic()
            if at - began + 1.5 * slowest > WHOLE_SECONDS:
                continue
            try:
                found = measured(which, min(args.readers, most), min(args.seconds, 20.0))
            except (Failed, OSError, ValueError) as fault:
                print(number + 1, which, "failed:", fault, flush=True)
                continue
            slowest = max(slowest, time.monotonic() - at)
            done.append(found)
            print(number + 1, which, {key: round(value, 3) for key, value in found.items()}, flush=True)
    memory = {which: stalled(which) for which in runs}
    print("stalled", memory, flush=True)
    print(json.dumps(figures(runs, memory)))
    return 0


def measured(which: str, how_many: int, seconds: float) -> dict[str, float]:
    with _process("broadcast_server", which) as server:
        port = _line(server).strip()
        time.sleep(1)
        alone = _busy(server, seconds / 2)
        before = _told(server, "told")["megabytes"]
        with _process("broadcast_readers", port, str(how_many), "0") as readers:
            joined = json.loads(_line(readers))["joined"]
            time.sleep(1)
            _told(readers, "reset")
            began = time.monotonic()
            busy = _busy(server, seconds)
            told = _told(readers, "told")
            lasted = time.monotonic() - began
            after = _told(server, "told")["megabytes"]
    kbit_s = told["octets"] * 8 / lasted / joined / 1000
    each = max(1e-6, (busy - alone) / joined) * max(
        1.0, KBIT_S / kbit_s
    )  # what was skipped would have cost too
    return {
        "readers": joined, "busy": busy, "alone": alone, "per_core": 100 / each, "gone": told["gone"], "kbit_s": kbit_s, "age_p50_ms": told["age_p50_ms"], "age_p99_ms": told["age_p99_ms"],
        "kilobytes_each": (after - before) * 1000 / joined,
    }  # fmt: skip


def stalled(which: str) -> dict[str, float]:
    """The server's memory in megabytes: before, when the stalled lines are full, and ten seconds later."""
    with _process("broadcast_server", which) as server:
        port = _line(server).strip()
        before = _told(server, "told")["megabytes"]
        with _process("broadcast_readers", port, "200", str(STALLED)) as readers:
            _line(readers)
            time.sleep(4)
            full = _told(server, "told")["megabytes"]
            time.sleep(10)
            later = _told(server, "told")["megabytes"]
            gone = _told(readers, "told")["gone"]
    return {"before": round(before, 1), "full": round(full, 1), "later": round(later, 1), "gone": gone}


def _busy(server: Any, seconds: float) -> float:
    before = _told(server, "told")
    time.sleep(seconds)
    after = _told(server, "told")
    worked = after["user"] + after["system"] - before["user"] - before["system"]
    return 100 * float(worked) / float(after["at"] - before["at"])


def figures(
    runs: dict[str, list[dict[str, float]]], memory: dict[str, dict[str, float]]
) -> dict[str, float | None]:
    def median(which: str, key: str, digits: int = 1) -> float | None:
        found = [run[key] for run in runs[which]]
        return round(statistics.median(found), digits) if found else None

    ours, bare = median("ours", "per_core"), median("bare", "per_core")
    return {
        "broadcast_per_core": ours,
        "bare_websockets_per_core": bare,
        "times_bare": round(ours / bare, 2) if ours and bare else None,
        "goal_per_core": GOAL,
        "readers_run": median("ours", "readers", 0),
        "busy_percent": median("ours", "busy"),
        "kbit_s": median("ours", "kbit_s"),
        "kbit_s_wanted": KBIT_S,
        "age_p50_ms": median("ours", "age_p50_ms", 2),
        "age_p99_ms": median("ours", "age_p99_ms", 2),
        "kilobytes_each": median("ours", "kilobytes_each", 2),
        "stalled_readers": STALLED,
        "stalled_growth_mb": round(memory["ours"]["later"] - memory["ours"]["full"], 1),
        "bare_stalled_growth_mb": round(memory["bare"]["later"] - memory["bare"]["full"], 1),
        "rounds": min(len(each) for each in runs.values()),
    }


if __name__ == "__main__":
    raise SystemExit(main())
