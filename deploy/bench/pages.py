"""How fast the busiest pages are: `make bench-pages`. Ends by itself within three minutes.

The house runs over the embedded database in several processes, as an operator's would (``--layout``); this process only asks, at each
of those that serve. Every kind is measured in several rounds, in turn with a bare route, and the medians are shown: also as shares of
the bare route's, which other machines can be compared by. The last line is one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import uvloop

from deploy.bench import house
from deploy.bench.load import Measured, NextRequest, drive, get, post

KINDS: Mapping[str, str] = {
    "bare": "a bare Starlette route",
    "cached": "question page, many visitors of one question",
    "uncached": "question page, readers who are signed in",
    "search": "search among questions",
    "api": "a question by the API",
    "ask": "a question asked by the API, answered after the commit",
}
CALLERS_OF: Mapping[str, int] = {"uncached": 64, "ask": 64}
"""As in a rush: what is read or written for many together is as fast as the number of those who wait."""
ASKS_OF_ONE_PERSON = 6
PEOPLE = 2_000
WORDS = (
    "су",
    "жол",
    "мектеп",
    "вода",
    "дорога",
    "больница",
    "жарық",
    "автобус",
    "water",
    "қоқыс",
    "school",
    "мост",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 8))
    parser.add_argument("--seconds", type=float, default=2.5, help="of each kind in each round; 4 at most")
    parser.add_argument("--layout", default="apart", choices=house.LAYOUTS, help="; ".join(f"{name}: {what}" for name, what in house.LAYOUTS.items()))  # fmt: skip
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hearing-state-bench-") as name:
        folder = Path(name)
        with house.laid_out(folder, args.layout) as ports, house.bare(folder) as bare_port:
            rounds = uvloop.run(_rounds(folder, ports, bare_port, args.rounds, min(args.seconds, 4.0)))
    print(table(rounds))
    refused = [f"{kind}: {each}" for one in rounds for kind, run in one.items() for each in run.refused]
    print("\n".join(sorted(set(refused))[:10]), file=sys.stderr)
    print(json.dumps(figures(rounds)))
    return 1 if refused else 0


async def _rounds(
    folder: Path, ports: tuple[int, ...], bare_port: int, how_many: int, seconds: float
) -> list[dict[str, Measured]]:
    secrets = await house.residents(folder, PEOPLE)
    wishes = Wishes(ports, bare_port, secrets)
    for kind, ask in wishes.kinds.items():
        if kind != "ask":
            await drive(wishes.ports_of(kind), ask, 0.5, CALLERS_OF.get(kind))  # warm
    measured = []
    for _round in range(how_many):
        one = {}
        for kind, ask in wishes.kinds.items():
            one[kind] = await drive(wishes.ports_of(kind), ask, seconds, CALLERS_OF.get(kind))
            await asyncio.sleep(0.2)
        measured.append(one)
    return measured


class Wishes:
    """The requests of each kind, one after another."""

    def __init__(self, ports: tuple[int, ...], bare_port: int, secrets: list[str]) -> None:
        self._ports, self._bare_port = ports, bare_port
        port = ports[0]
        refs = [each["ref"] for each in house.told(port, "/api/v1/questions")["questions"]]
        if not refs:
            raise SystemExit("the demo has no public question")
        topic = house.told(port, "/api/v1/topics")[0]["key"]
        place = house.told(port, "/api/v1/places?q=" + quote("Қарауыл"))[0]["place"]["code"]
        pages = [f"/kk/questions/{ref}" for ref in refs]
        self.kinds: Mapping[str, NextRequest] = {
            "bare": _again([get(bare_port, "/")]),
            "cached": _again([get(port, pages[0])]),
            "uncached": _again(
                get(port, path, cookie=f"hs_session={secret}")
                for secret, path in zip(secrets, itertools.cycle(pages), strict=False)
            ),
            "search": _again(get(port, f"/kk/questions?q={quote(word)}") for word in WORDS),
            "api": _again(get(port, f"/api/v1/questions/{ref}") for ref in refs),
            "ask": _once(asks(port, secrets, place, topic)),
        }

    def ports_of(self, kind: str) -> tuple[int, ...]:
        return (self._bare_port,) if kind == "bare" else self._ports


def asks(port: int, secrets: Sequence[str], place: str, topic: str) -> Iterator[bytes]:
    """Each person asks as often as the limits allow, from an address of her own."""
    for number, secret in enumerate(secrets * ASKS_OF_ONE_PERSON):
        person = number % len(secrets)
        body = {
            "title": f"Көшедегі шам қашан жөнделеді, {number}?",
            "text": "Біздің көшеде үш айдан бері шам жанбайды. Кешке балалар мектептен қараңғыда қайтады.",
            "language": "kk",
            "place": place,
            "topic": topic,
            "is_public": True,
            "consent": True,
        }
        yield post(
            port,
            "/api/v1/questions",
            json.dumps(body).encode(),
            authorization=f"Bearer {secret}",
            idempotency_key=str(uuid4()),
            x_forwarded_for=f"10.{person >> 16 & 255}.{person >> 8 & 255}.{person & 255}",
        )


def _again(requests: Any) -> NextRequest:
    return itertools.cycle(list(requests)).__next__


def _once(requests: Iterator[bytes]) -> Callable[[], bytes | None]:
    return lambda: next(requests, None)


def _median(rounds: list[dict[str, Measured]], kind: str, figure: Callable[[Measured], float]) -> float:
    return statistics.median(figure(one[kind]) for one in rounds)


def figures(rounds: list[dict[str, Measured]]) -> dict[str, float]:
    """The medians; requests a second (``_rps``) and milliseconds."""
    found: dict[str, float] = {}
    for kind in KINDS:
        found[f"{kind}_rps"] = round(_median(rounds, kind, lambda run: run.per_second), 1)
        found[f"{kind}_p95_ms"] = round(_median(rounds, kind, lambda run: run.percentile(0.95)), 1)
        found[f"{kind}_p99_ms"] = round(_median(rounds, kind, lambda run: run.percentile(0.99)), 1)
    return found


def table(rounds: list[dict[str, Measured]]) -> str:
    found = figures(rounds)
    lines = [f"{'':58}{'a second':>10}{'of bare':>9}{'p95 ms':>9}{'p99 ms':>9}"]
    for kind, what in KINDS.items():
        share = statistics.median(
            one[kind].per_second / one["bare"].per_second if one["bare"].per_second else 0.0 for one in rounds
        )
        figure = found[f"{kind}_rps"], share, found[f"{kind}_p95_ms"], found[f"{kind}_p99_ms"]
        lines.append(f"{what:58}{figure[0]:>10.0f}{figure[1]:>9.1%}{figure[2]:>9.1f}{figure[3]:>9.1f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
