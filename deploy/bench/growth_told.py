"""What was measured in both houses, in figures and as a table."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from deploy.bench.load import Measured

Kinds = Mapping[str, str]


@dataclass(frozen=True)
class Look:
    """One kind of request in one house: how long each took, with how many statements and how much processor time an answer.

    Its length is told, too: the demo's house shows seven petitions where a filled one shows twenty, however quick that is.
    """

    measured: Measured
    statements: float
    cpu_ms: float

    @property
    def kilobytes(self) -> float:
        return self.measured.received / 1000 / max(1, len(self.measured.latencies))


Rounds = Sequence[tuple[Mapping[str, Look], Mapping[str, Look]]]


def figures(kinds: Kinds, rounds: Rounds) -> dict[str, float]:
    """Medians of the rounds: p50 and p99 in both houses, their ratio, statements, processor time and length of an answer."""
    found: dict[str, float] = {}
    for kind in kinds:
        for name, at in (("beside", 0), ("full", 1)):
            looks = [each[at][kind] for each in rounds]
            found[f"{kind}_{name}_p50_ms"] = _median(each.measured.percentile(0.5) for each in looks)
            found[f"{kind}_{name}_p99_ms"] = _median(each.measured.percentile(0.99) for each in looks)
            found[f"{kind}_{name}_statements"] = _median(each.statements for each in looks)
            found[f"{kind}_{name}_kilobytes"] = _median(each.kilobytes for each in looks)
            found[f"{kind}_{name}_cpu_ms"] = _median(each.cpu_ms for each in looks)
        found[f"{kind}_ratio"] = _ratio(found, kind, "p99_ms")
        found[f"{kind}_cpu_ratio"] = _ratio(found, kind, "cpu_ms")
    return found


def _median(values: Iterable[float]) -> float:
    return round(statistics.median(values), 2)


def _ratio(found: Mapping[str, float], kind: str, what: str) -> float:
    return round(found[f"{kind}_full_{what}"] / max(found[f"{kind}_beside_{what}"], 0.001), 2)


def table(kinds: Kinds, found: Mapping[str, float]) -> str:
    lines = [
        f"{'':52}{'p50 ms':>15}{'p99 ms':>17}{'ratio':>7}{'cpu ms':>15}{'ratio':>7}{'statements':>13}{'kB':>13}"
    ]
    for kind, what in kinds.items():
        pair = {
            name: (found[f"{kind}_beside_{name}"], found[f"{kind}_full_{name}"])
            for name in ("p50_ms", "p99_ms", "cpu_ms", "statements", "kilobytes")
        }
        lines.append(
            f"{what:52}{_both(pair['p50_ms']):>15}{_both(pair['p99_ms']):>17}{found[f'{kind}_ratio']:>7}"
            f"{_both(pair['cpu_ms']):>15}{found[f'{kind}_cpu_ratio']:>7}{_both(pair['statements']):>13}{_both(pair['kilobytes']):>13}"
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
