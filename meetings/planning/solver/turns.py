"""Whose turn it is to be visited: neighbours of one journey, journeys spread over the period, every place in its time. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from itertools import groupby, pairwise

from hearing_state.clock import day_of
from meetings.planning.solver.problem import Demand, Options
from meetings.planning.solver.trip_hours import places_a_day


@lru_cache(maxsize=100_000)
def rank(text: str) -> int:
    """A number that looks random and is always the same for the same words."""
    return int.from_bytes(sha256(text.encode()).digest()[:4])


def trips_of(demands: Sequence[Demand], options: Options) -> Iterator[Sequence[Demand]]:
    """Neighbours of one period, as many as one day holds; of seven places not three, three and one, but three, two and two.

    What was visited on one day before a change stays together.
    """
    most = places_a_day(options)
    for _where, near in groupby(sorted(demands, key=_by_place), key=lambda each: _by_place(each)[:4]):
        group = list(near)
        number = -(-len(group) // most)
        bounds = [len(group) * each // number for each in range(number + 1)]
        yield from (group[first:last] for first, last in pairwise(bounds))


def in_order(demands: Sequence[Demand], options: Options) -> list[Sequence[Demand]]:
    """All journeys that one period could have, beginning with another one in each office and each year."""
    trips = list(trips_of(demands, options))
    first = (rank(f"{demands[0].agency}:order") + options.from_on.year) % len(trips)
    return [*trips[first:], *trips[:first]]


def in_turn(demands: Sequence[Demand], allowed: int, options: Options) -> Iterator[Sequence[Demand]]:
    """So many meetings on the spot, for which no form is known yet: spread over the periods and over the days of each, first
    the places that were not visited in the period before, in months with open roads.
    """
    if not demands or allowed <= 0:
        return
    total, seen, given = len(demands), 0, 0
    visited = Counter[str]()
    # Of two halves sometimes the first has the only visit, sometimes the second.
    shift = rank(f"{demands[0].agency}:visits") % total
    by_span = sorted(demands, key=lambda each: (each.from_on, each.until_on, each.key))
    for _span, group in groupby(by_span, key=lambda each: (each.from_on, each.until_on)):
        own = list(group)
        seen += len(own)
        room = (allowed * seen + shift) // total - given
        for trip in _chosen(own, room, visited, options):
            given += len(trip)
            visited.update(each.place or "" for each in trip)
            yield trip


def _chosen(
    demands: Sequence[Demand], room: int, visited: Counter[str], options: Options
) -> Iterator[Sequence[Demand]]:
    """Journeys of one period for so many meetings. Of those that are equally due every second, every third is chosen."""
    order = in_order(demands, options)
    is_closed = _off_road([each for trip in order for each in trip], options)
    due = [(sum(visited[each.place or ""] for each in trip), is_closed[trip[0].key]) for trip in order]
    for level in sorted(set(due)):
        equal = [trip for trip, its in zip(order, due, strict=True) if its == level]
        number = min(len(equal), -(-max(0, room) // places_a_day(options)))
        first = rank(f"{demands[0].agency}:journeys") + options.from_on.year
        spread = [(first + len(equal) * each // number) % len(equal) for each in range(number)]
        for at in [*spread, *(at for at in range(len(equal)) if at not in set(spread))]:
            if room <= 0:
                return
            trip = equal[at]
            if len(trip) > room:  # not always the first of three villages
                second = options.from_on.year % len(trip)
                turned = [*trip[second:], *trip[:second]]
                turned.sort(key=lambda each: (visited[each.place or ""], is_closed[each.key]))
                trip = [each for each in trip if each in turned[:room]]
            yield trip
            room -= len(trip)


def _off_road(order: Sequence[Demand], options: Options) -> dict[str, bool]:
    """Of meetings in the order of their period: whether a journey then would fall into a month without open roads."""
    first, last = max(order[0].from_on, options.from_on), min(order[0].until_on, options.until_on)
    length = (last - first).days
    return {
        each.key: (first + timedelta(days=length * at // len(order))).month in options.off_road_months
        for at, each in enumerate(order)
    }


def _by_place(demand: Demand) -> tuple[date, date, str, str, str, str]:
    before = str(day_of(demand.previous_at)) if demand.previous_at else ""
    return demand.from_on, demand.until_on, demand.neighbourhood, before, demand.place or "", demand.key
