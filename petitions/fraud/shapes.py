"""Suspicious shapes among a petition's signatures, out of counts alone. Pure: who signed is not known here.

A shape proves nothing. A village may sign on the evening of a meeting, a telephone company may put a city behind one address: a person looks.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

HOUR = timedelta(hours=1)


class Kind(StrEnum):
    BURST = "burst"
    BLOCK = "block"
    PROOF = "proof"
    YOUNG = "young"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Hour:
    """Valid signatures of one hour by one proof; ``young`` of them by accounts made minutes before."""

    at: datetime
    proof: str
    signatures: int
    young: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Valid signatures out of one block of addresses: it bears another name each day. ``first_at``, ``last_at``: of those signatures."""

    block: bytes
    on: date
    signatures: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """All valid signatures of a territory. ``people``: none where nobody has said how many live there."""

    code: str
    signatures: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """``word``: tells it from others of its kind. ``beside``: the median hour, the day's signatures, the percentage elsewhere, the people."""

    kind: Kind
    word: str
    signatures: int
    beside: int
    from_at: datetime | None = None
    until_at: datetime | None = None
    block: bytes | None = None
    proof: str = ""
    place_code: str | None = None


@cache
def figures() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("shapes.toml").read_text(encoding="utf-8"))


def found(hours: Sequence[Hour], blocks: Sequence[Block], places: Sequence[Place]) -> list[Shape]:
    """All of them, the latest first, territories last."""
    of_time = [*bursts(hours), *of_blocks(blocks), *of_one_proof(hours), *of_young_accounts(hours)]
    latest = sorted(of_time, key=lambda each: (each.from_at or datetime.min, each.word), reverse=True)  # noqa: DTZ901 - only where none is set
    return [*latest, *beyond_nature(places)]


def bursts(hours: Iterable[Hour]) -> list[Shape]:
    """Against the median of its own hours in which anybody signed."""
    wanted, totals = figures()["burst"], _totals(hours)
    if len(totals) < wanted["hours"]:
        return []
    usual = max(1, round(median(totals.values())))
    return [
        _of_hour(Kind.BURST, at, n, usual)
        for at, n in totals.items()
        if n >= wanted["signatures"] and n >= usual * wanted["times"]
    ]


def of_blocks(blocks: Iterable[Block]) -> list[Shape]:
    """Against all signatures of that day whose block is known."""
    wanted, known = figures()["block"], list(blocks)
    days: dict[date, int] = defaultdict(int)
    for each in known:
        days[each.on] += each.signatures
    return [
        Shape(
            Kind.BLOCK,
            each.block.hex(),
            each.signatures,
            days[each.on],
            each.first_at,
            each.last_at + timedelta(microseconds=1),
            each.block,
        )
        for each in known
        if each.signatures >= wanted["signatures"]
        and each.signatures * 100 >= days[each.on] * wanted["percent"]
    ]


def of_one_proof(hours: Sequence[Hour]) -> list[Shape]:
    wanted, totals = figures()["proof"], _totals(hours)
    by_proof: dict[str, dict[datetime, int]] = defaultdict(dict)
    for each in hours:
        by_proof[each.proof][each.at] = by_proof[each.proof].get(each.at, 0) + each.signatures
    shapes = []
    for proof, counts in by_proof.items():
        for at, elsewhere in _unlike_the_rest(counts, totals, wanted):
            shapes.append(_of_hour(Kind.PROOF, at, counts[at], elsewhere, proof))
    return shapes


def of_young_accounts(hours: Sequence[Hour]) -> list[Shape]:
    totals, young = _totals(hours), dict.fromkeys((each.at for each in hours), 0)
    for each in hours:
        young[each.at] += each.young
    found_in = _unlike_the_rest(young, totals, figures()["young"])
    return [_of_hour(Kind.YOUNG, at, young[at], elsewhere) for at, elsewhere in found_in]


def beyond_nature(places: Iterable[Place]) -> list[Shape]:
    """Of a place whose people nobody has counted nothing is said."""
    most = figures()["place"]["percent"]
    return [
        Shape(Kind.PLACE, each.code, each.signatures, each.people, place_code=each.code)
        for each in places
        if each.people and each.signatures * 100 > each.people * most
    ]


def _unlike_the_rest(
    counts: dict[datetime, int], totals: dict[datetime, int], wanted: dict[str, int]
) -> list[tuple[datetime, int]]:
    """Hours almost wholly of one sort, where it is rarer in all other hours together: (hour, percentage elsewhere)."""
    all_of_it, everything = sum(counts.values()), sum(totals.values())
    shapes = []
    for at, n in counts.items():
        rest = everything - totals[at]
        if n < wanted["signatures"] or n * 100 < totals[at] * wanted["percent"] or not rest:
            continue
        elsewhere = (all_of_it - n) * 100 // rest
        if elsewhere <= wanted["elsewhere_percent"]:
            shapes.append((at, elsewhere))
    return shapes


def _totals(hours: Iterable[Hour]) -> dict[datetime, int]:
    totals: dict[datetime, int] = defaultdict(int)
    for each in hours:
        totals[each.at] += each.signatures
    return totals


def _of_hour(kind: Kind, at: datetime, signatures: int, beside: int, proof: str = "") -> Shape:
    word = f"{at.isoformat()}|{proof}" if proof else at.isoformat()
    return Shape(kind, word, signatures, beside, at, at + HOUR, proof=proof)
