"""Which meetings of an office are held online and which on the spot, and which places are visited on one day. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby

from hearing_state.clock import day_of
from meetings.planning.solver.problem import Demand, Options, online_wanted
from meetings.schedule.meeting import Mode


@dataclass(frozen=True, slots=True)
class Item:
    """What takes one stretch of one day: an online meeting, or a visit to one place or several near one another."""

    demands: tuple[Demand, ...]
    is_visit: bool

    @property
    def key(self) -> str:
        return self.demands[0].key

    @property
    def span(self) -> tuple[date, date]:
        """The days within which all of them may be held."""
        return max(each.from_on for each in self.demands), min(each.until_on for each in self.demands)

    @property
    def announce_days(self) -> int:
        return max(each.announce_days for each in self.demands)

    @property
    def may_deputise(self) -> bool:
        return all(each.may_deputise for each in self.demands)


def rank(text: str) -> int:
    """A number that looks random and is always the same for the same words."""
    return int.from_bytes(sha256(text.encode()).digest()[:4])


def items_of(demands: Sequence[Demand], options: Options) -> list[Item]:
    """All meetings of one office: the share that must be online singly, the rest as visits of neighbours.

    Before a change, a meeting keeps the form that it had. Which places are visited turns from period to period, so that
    each sees its akim in person now and then.
    """
    visited = _visited(demands, options)
    online = [Item((each,), is_visit=False) for each in demands if each not in visited]
    return online + [
        Item(tuple(trip), is_visit=True) for trip in _trips(sorted(visited, key=_by_place), options)
    ]


def _visited(demands: Sequence[Demand], options: Options) -> set[Demand]:
    allowed = len(demands) - online_wanted(len(demands), options.online_share_percent)
    wanted = {each for each in demands if (each.fixed_mode or each.previous_mode or Mode.ONLINE) is Mode.HALL}
    if wanted:
        fixed = {each for each in wanted if each.fixed_mode is Mode.HALL}
        return fixed | set(sorted(wanted - fixed, key=_by_place)[: max(0, allowed - len(fixed))])
    known = [each for each in demands if each.previous_mode is None and each.fixed_mode is None]
    return set(_in_turn(known, allowed, options))


def _in_turn(demands: Sequence[Demand], allowed: int, options: Options) -> Iterator[Demand]:
    """Trips through the periods: each goes on where the last one stopped, so that every place has its turn."""
    by_period: dict[tuple[date, date], list[Demand]] = {}
    for each in sorted(demands, key=_by_place):
        by_period.setdefault((each.from_on, each.until_on), []).append(each)
    given, seen, turn = 0, 0, None
    for group in by_period.values():
        trips = list(_trips(group, options))
        turn = rank(group[0].agency) if turn is None else turn
        seen += len(group)
        for _each in trips:
            room = allowed * seen // max(1, len(demands)) - given
            if room <= 0:
                break
            trip = trips[turn % len(trips)][:room]
            turn, given = turn + 1, given + len(trip)
            yield from trip


def _trips(ordered: Sequence[Demand], options: Options) -> Iterator[list[Demand]]:
    """Neighbours of one period, as many as one day holds."""
    size = options.visits_a_day_max
    for _where, near in groupby(ordered, key=lambda each: _by_place(each)[:4]):
        group = list(near)
        yield from (group[first : first + size] for first in range(0, len(group), size))


def _by_place(demand: Demand) -> tuple[date, date, str, str, str, str]:
    """What was visited on one day before a change stays together."""
    before = str(day_of(demand.previous_at)) if demand.previous_at else ""
    return demand.from_on, demand.until_on, demand.neighbourhood, before, demand.place or "", demand.key
