"""Each item gets its day: a least-cost flow from items to days, solved by OR-tools for one office and one period. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from meetings.planning.solver.grouping import Item, rank
from meetings.planning.solver.slots import WorkDay, previous_day

FAR = 4_000_000
"""The cost of giving no day at all: dearer than any day."""
_WEEKEND = 60_000
_SECOND_OF_A_DAY = 20_000
_DEPUTY = 8_000
_OTHER_WEEKDAY = 260
_NEIGHBOUR_DAY = 700
_AS_BEFORE = -1_000_000
_FIRST_WEEK, _LAST_WEEK = 400, 900
_DAYS_OF_WEEK = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item with its days, and where in the period it would stand in an even spread (0 to 1)."""

    item: Item
    days: Sequence[WorkDay]
    share: float


def in_order(items: Sequence[Item]) -> list[tuple[Item, float]]:
    """The items with their place in an even spread, in an order of places that stays the same from period to period: so
    about a period lies between two meetings of one place. Neighbours follow one another, so that trips are spread too.
    """
    demands = sorted(
        (each for item in items for each in item.demands), key=lambda each: (each.place or "", each.key)
    )
    if demands and rank(demands[0].agency) % 2:
        demands.reverse()  # not every first village of the country in January
    position = {each.key: at for at, each in enumerate(demands)}
    spread = [
        (item, (min(position[each.key] for each in item.demands) + len(item.demands) / 2) / len(demands))
        for item in items
    ]
    return sorted(spread, key=lambda each: (each[1], each[0].key))


def days_for(
    wanted: Sequence[Wanted], taken: dict[date, int], absent: frozenset[date]
) -> list[WorkDay | None]:
    """The day of each item, or None where all its days are given away. At most ``2`` items share a day."""
    if not wanted:
        return []
    days = sorted({day for each in wanted for day in each.days}, key=lambda day: day.on)
    column = {day: at for at, day in enumerate(days)}
    count, flow = len(wanted), SimpleMinCostFlow()
    source, sink, nowhere = count + len(days), count + len(days) + 1, count + len(days) + 2
    tails, heads, costs = _arcs(wanted, days, column, absent, taken)
    arcs = flow.add_arcs_with_capacity_and_unit_cost(
        np.array(tails),
        np.array([count + at for at in heads]),
        np.ones(len(tails), dtype=np.int64),
        np.array(costs),
    )
    for at in range(count):
        flow.add_arc_with_capacity_and_unit_cost(source, at, 1, 0)
        flow.add_arc_with_capacity_and_unit_cost(at, nowhere, 1, FAR)
    flow.add_arc_with_capacity_and_unit_cost(nowhere, sink, count, 0)
    for at, day in enumerate(days):
        free = 2 - min(2, taken.get(day.on, 0))
        if free:
            flow.add_arc_with_capacity_and_unit_cost(count + at, sink, 1, _SECOND_OF_A_DAY * (2 - free))
        if free == 2:  # noqa: PLR2004  the second of the two
            flow.add_arc_with_capacity_and_unit_cost(count + at, sink, 1, _SECOND_OF_A_DAY)
    flow.set_node_supply(source, count)
    flow.set_node_supply(sink, -count)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow with a way to nowhere always has a solution")
    given: list[WorkDay | None] = [None] * count
    for arc in np.flatnonzero(flow.flows(arcs)):
        given[tails[arc]] = days[heads[arc]]
    return given


def _arcs(
    wanted: Sequence[Wanted],
    days: Sequence[WorkDay],
    column: dict[WorkDay, int],
    absent: frozenset[date],
    taken: dict[date, int],
) -> tuple[list[int], list[int], list[int]]:
    tails, heads, costs = [], [], []
    first, last = days[0].on.toordinal(), days[-1].on.toordinal()
    for at, each in enumerate(wanted):
        own_first, own_last = each.days[0].on.toordinal(), each.days[-1].on.toordinal()
        ideal = own_first + each.share * (own_last - own_first + 1)
        weekday = (rank(each.item.demands[0].agency) + at) % _DAYS_OF_WEEK
        before = previous_day(each.item.demands[0])
        for day in each.days:
            on = day.on.toordinal()
            cost = int(40 * abs(on - ideal) ** 1.3)
            cost += _OTHER_WEEKDAY * (day.on.weekday() != weekday)
            cost += _FIRST_WEEK * (on - first < _DAYS_OF_WEEK) + _LAST_WEEK * (last - on < _DAYS_OF_WEEK)
            cost += _WEEKEND * day.is_weekend + _DEPUTY * (day.on in absent)
            cost += _NEIGHBOUR_DAY * (taken.get(day.on, 0) > 0)
            cost += _AS_BEFORE * (before == day.on)
            tails.append(at)
            heads.append(column[day])
            costs.append(max(cost, _AS_BEFORE))
    return tails, heads, costs
