"""How many listeners one core carries: `make bench-live`. Ends by itself within twenty-five minutes.

The server runs alone on core 0; who speaks and who listens, on core 1. What a listener costs is the difference between the
processor time with all listeners and with none, over the same seconds; per core: 100 % divided by that. Measured in turn in every
round: our forwarding in Python, the same with its compiled inner loop, Janus' VideoRoom in its best configuration, and aiortc's own
MediaRelay. Then, while there is time, how many listeners come in until more than half a per cent of the packets are lost (``most``).
The medians are told; the last line is one JSON object. Short, for a look: ARGS="--rounds 1 --seconds 2 --share 0.3 --most-rounds 0".
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import select
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from typing import Any

from deploy.bench.live_media import asked
from deploy.bench.live_sink import compiled

SERVERS, KINDS = ("ours", "native", "janus", "relay"), ("av", "audio", "low")
LISTENERS = {
    ("ours", "av"): 150, ("ours", "audio"): 250, ("ours", "low"): 400,
    ("native", "av"): 150, ("native", "audio"): 250, ("native", "low"): 400,
    ("janus", "av"): 120, ("janus", "audio"): 200, ("janus", "low"): 300,
    ("relay", "av"): 4, ("relay", "audio"): 8, ("relay", "low"): 12,
}  # fmt: skip
MOST_BEGINS = {
    ("janus", "av"): (300, 50), ("ours", "av"): (600, 100), ("native", "av"): (900, 150),
    ("janus", "audio"): (450, 75), ("ours", "audio"): (900, 150), ("native", "audio"): (1300, 200),
}  # fmt: skip
"""Listeners at the beginning, and how many come in at each step."""
TIMED, TIMED_SLOW = "20", "5"
"""So many come in one after the other, each timed; the others together, as only their number counts. The bench's peers lose their
first DTLS flight to Janus and send it again after a second: of that, few readings are enough."""
TOGETHER, TOGETHER_SLOW = "4", "16"
LOST_AT_MOST = 0.005
MOST_SECONDS = 35.0
"""For the steps of one such run; where it ends before anything is lost, the figure is a lower bound."""
LOOKED_SECONDS = 1.5
WHOLE_SECONDS = 1450.0
"""Nothing is begun that would not end within twenty-five minutes."""
LINE_SECONDS = 60.0
"""A process that says nothing for so long has failed, and with it this one measurement."""
Figures = dict[str, float]
Run = tuple[str, str, Callable[[], Awaitable[Figures]]]


class Failed(Exception):
    """One measurement did not come about; the others go on."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 8))
    parser.add_argument("--most-rounds", type=int, default=3, choices=range(8))
    parser.add_argument("--seconds", type=float, default=3.0, help="of each measurement; 10 at most")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual number of listeners")
    parser.add_argument("--servers", nargs="+", choices=SERVERS, default=SERVERS)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    args = parser.parse_args()
    if (os.cpu_count() or 1) < 2:  # noqa: PLR2004
        raise SystemExit("two cores are needed: one for the server, one for its listeners")
    chosen = [key for key in LISTENERS if key[0] in args.servers and key[1] in args.kinds]
    costs = carried_out(
        [
            (*key, lambda key=key: measured(*key, max(2, int(LISTENERS[key] * args.share)), min(args.seconds, 10.0)))
            for _round in range(args.rounds)
            for key in chosen
        ]
    )  # fmt: skip
    most = carried_out(
        [
            (*key, lambda key=key: at_most(*key, args.share))
            for kind in args.kinds
            for _round in range(args.most_rounds if compiled() else 0)
            for key in chosen
            if key in MOST_BEGINS and key[1] == kind
        ]
    )
    print(json.dumps(figures(costs, most, chosen)))
    return 0


_BEGAN = time.monotonic()


def carried_out(runs: Sequence[Run]) -> dict[tuple[str, str], list[Figures]]:
    """One after the other, those that still fit into the time."""
    found: dict[tuple[str, str], list[Figures]] = {}
    slowest = 0.0
    for which, kind, run in runs:
        at = time.monotonic()
        if at - _BEGAN + 1.2 * slowest > WHOLE_SECONDS:
            continue
        try:
            told = asyncio.run(run())  # type: ignore[arg-type]
        except (Failed, OSError, ValueError, TypeError) as fault:
            print(which, kind, "failed:", fault, flush=True)
            continue
        finally:
            slowest = max(slowest, time.monotonic() - at)
        found.setdefault((which, kind), []).append(told)
        print(which, kind, {key: round(value, 3) for key, value in told.items()}, flush=True)
    return found


async def measured(which: str, kind: str, how_many: int, seconds: float) -> Figures:
    """One server, one speaker, so many listeners. Shares of a core in per cent, times in milliseconds."""
    with _meeting(which, kind) as port:
        ask = await asked(port)
        await asyncio.sleep(0.5)
        alone = await _busy(ask, seconds / 2)
        with _process("live_receivers", str(port), str(how_many), *_coming(which), _host(which)) as receivers:
            joined = json.loads(_line(receivers))
            await asyncio.sleep(0.5)
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


async def at_most(which: str, kind: str, share: float) -> Figures:
    """Listeners come in step by step; the last number at which next to nothing was lost and nobody heard nothing."""
    first, step = (max(2, int(each * share)) for each in MOST_BEGINS[which, kind])
    with _meeting(which, kind) as port:
        ask = await asked(port)
        with _process("live_receivers", str(port), str(first), *_coming(which), _host(which)) as receivers:
            _line(receivers)
            listeners, most, busy, lost, is_limit = first, 0, 0.0, 0.0, False
            until = time.monotonic() + MOST_SECONDS
            while time.monotonic() < until:
                await asyncio.sleep(0.3)
                _told(receivers, "reset")
                now = await _busy(ask, LOOKED_SECONDS)
                told = _told(receivers, "told")
                lost = told["lost_share"]
                is_limit = lost >= LOST_AT_MOST or bool(told["silent"])
                if is_limit:
                    break
                most, busy = listeners, now
                _told(receivers, f"more {step}")
                listeners += step
    return {"most": most, "busy": busy, "then_lost_share": lost, "is_limit": float(is_limit)}


def _coming(which: str) -> tuple[str, str]:
    return (TIMED_SLOW, TOGETHER_SLOW) if which == "janus" else (TIMED, TOGETHER)


async def _busy(ask: Any, seconds: float) -> float:
    before = await ask(op="busy")
    await asyncio.sleep(seconds)
    after = await ask(op="busy")
    return float(100 * (after["worked"] - before["worked"]) / (after["at"] - before["at"]))


def _host(which: str) -> str:
    """Janus has no ear on 127.0.0.1. What goes to another address of this machine takes the same way through the kernel."""
    if which != "janus":
        return "127.0.0.1"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as found:
        found.connect(("192.0.2.1", 9))  # nothing is sent
        return str(found.getsockname()[0])


@contextlib.contextmanager
def _meeting(which: str, kind: str) -> Iterator[int]:
    """A server, and one who speaks. The port at which it takes wishes."""
    with _process("live_server", which, kind, _host(which)) as server:
        port = int(_line(server))
        with _process("live_publisher", str(port), kind, _host(which)) as speaker:
            _line(speaker)
            yield port


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


def figures(
    costs: dict[tuple[str, str], list[Figures]],
    most: dict[tuple[str, str], list[Figures]],
    chosen: Sequence[tuple[str, str]],
) -> dict[str, float | str | None]:
    """The medians, under the names that were agreed."""

    def median(
        of: dict[tuple[str, str], list[Figures]], which: str, kind: str, key: str, digits: int = 1
    ) -> float | None:
        found = [run[key] for run in of.get((which, kind), [])]
        return round(statistics.median(found), digits) if found else None

    found: dict[str, float | str | None] = {}
    for which, kind in LISTENERS:
        found[f"{which}_{kind}_per_core"] = median(costs, which, kind, "per_core")
    for which, kind in MOST_BEGINS:
        found[f"{which}_{kind}_most"] = median(most, which, kind, "most", 0)
        is_limit = [run["is_limit"] for run in most.get((which, kind), [])]
        found[f"{which}_{kind}_most_is"] = ("limit" if all(is_limit) else "at least") if is_limit else None
    for kind in KINDS:
        found[f"{kind}_kbit_s"] = median(costs, "ours", kind, "kbit_s")
        for which in SERVERS:
            found[f"{which}_{kind}_lost_share"] = median(costs, which, kind, "lost_share", 5)
        for which in ("ours", "native"):
            for other in ("janus", "relay"):
                ours, theirs = found[f"{which}_{kind}_per_core"], found[f"{other}_{kind}_per_core"]
                is_known = isinstance(ours, float) and isinstance(theirs, float)
                found[f"{which}_{kind}_times_{other}"] = round(ours / theirs, 2) if is_known else None  # type: ignore[operator]
    for prefix, which in (("", "ours"), ("native_", "native"), ("janus_", "janus")):
        found[f"{prefix}join_p50_ms"] = median(costs, which, "audio", "join_p50_ms")
        found[f"{prefix}latency_p50_ms"] = median(costs, which, "av", "delay_p50_ms", 2)
        found[f"{prefix}latency_p99_ms"] = median(costs, which, "av", "delay_p99_ms", 2)
    found["broadcast_per_core"] = None
    found["rounds"] = min((len(costs.get(key, [])) for key in chosen), default=0)
    found["most_rounds"] = min(
        (len(most.get(key, [])) for key in chosen if key in MOST_BEGINS and key[1] == "av"), default=0
    )
    found["seconds"] = round(time.monotonic() - _BEGAN)
    return found


if __name__ == "__main__":
    raise SystemExit(main())
