"""Each item gets its day: one least-cost flow from an office's items to its days, solved by OR-tools. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from meetings.planning.solver.grouping import Item
from meetings.planning.solver.problem import Options
from meetings.planning.solver.slots import Days, Flags, Numbers
from meetings.planning.solver.turns import in_order, rank

_FAR = 4_000_000
"""The cost of giving no day at all: dearer than any day."""
_WEEKEND = 60_000
_SECOND_OF_A_DAY = 20_000
_DEPUTY = 8_000
_OTHER_WEEKDAY = 260
_FIRST_WEEK, _LAST_WEEK = 400, 900
_AWAY_FROM_EVEN = 60
_ITEMS_A_DAY = 2
_WORKING_DAYS = 5
_MARGIN = 20
"""The first and the last of so many parts of the period stay free where they can: a week of half a year."""
_EDGE = 0.1
"""No office's first meeting stands nearer to the beginning of its even share of the period than this part of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One item with the positions of its days, and where in its period it would stand in an even spread (0 to 1)."""

    item: Item
    days: Numbers
    share: float
    weekday: int
    step: float


def wanted_of(items: Sequence[tuple[Item, Numbers, float]]) -> list[Wanted]:
    """In the order of an even spread; each wishes for the weekday after that of the one before.

    ``step``: working days between two of them. Where that is less than a week, the weekdays change by themselves.
    """
    number_in = Counter(item.span for item, _days, _share in items)
    ordered = sorted(items, key=lambda each: (each[0].span, each[2], each[0].key))
    first = rank(ordered[0][0].demands[0].agency) if ordered else 0
    return [
        Wanted(item, days, share, (first + number) % _WORKING_DAYS, len(days) / number_in[item.span])
        for number, (item, days, share) in enumerate(ordered)
    ]


def shares(items: Sequence[Item], options: Options) -> dict[str, float]:
    """Where in its period each item (by its key) would stand in an even spread.

    The order of places stays the same from period to period, so that about a period lies between two meetings of one
    place; neighbours follow one another, so that trips are spread too. Each office begins with another place and at another
    point, so that the country's meetings are spread as well.
    """
    found: dict[str, float] = {}
    by_span: dict[tuple[date, date], list[Item]] = defaultdict(list)
    for item in items:
        by_span[item.span].append(item)
    for group in by_span.values():
        trips = in_order([each for item in group for each in item.demands], options)
        order = [each for trip in trips for each in trip]
        phase = _EDGE + (1 - 2 * _EDGE) * (rank(f"{order[0].agency}:phase") % 1000) / 1000
        position = {each.key: at for at, each in enumerate(order)}
        for item in group:
            middle = sum(position[each.key] for each in item.demands) / len(item.demands)
            found[item.key] = (middle + phase) / len(order)
    return found


def days_for(wanted: Sequence[Wanted], days: Days, taken: Numbers, absent: Flags) -> list[int | None]:
    """The day of each item, or None where all its days are given away. At most two items share a day, and only where they must."""
    count = len(wanted)
    if not count:
        return []
    tails = np.repeat(np.arange(count, dtype=np.int64), [len(each.days) for each in wanted])
    positions = np.concatenate([each.days for each in wanted])
    costs = np.concatenate(_costs(wanted, days, absent))
    known, columns = np.unique(positions, return_inverse=True)
    source, sink, nowhere = count + len(known), count + len(known) + 1, count + len(known) + 2
    each_item, each_day = np.arange(count, dtype=np.int64), count + np.arange(len(known), dtype=np.int64)
    flow = SimpleMinCostFlow()
    choices = flow.add_arcs_with_capacity_and_unit_cost(tails, count + columns, np.ones_like(tails), costs)
    begins, ends = np.full(count, source), np.full(count, nowhere)
    flow.add_arcs_with_capacity_and_unit_cost(
        begins, each_item, np.ones_like(each_item), np.zeros_like(each_item)
    )
    flow.add_arcs_with_capacity_and_unit_cost(each_item, ends, np.ones_like(each_item), np.full(count, _FAR))
    flow.add_arc_with_capacity_and_unit_cost(nowhere, sink, count, 0)
    items_a_day = min(_ITEMS_A_DAY, days.options.meetings_a_day_max)
    for place in range(items_a_day):  # the first is free, the second dear
        room, cost = (taken[known] <= place).astype(np.int64), np.full(len(known), place * _SECOND_OF_A_DAY)
        flow.add_arcs_with_capacity_and_unit_cost(each_day, np.full(len(known), sink), room, cost)
    flow.set_node_supply(source, count)
    flow.set_node_supply(sink, -count)
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("a flow with a way to nowhere always has a solution")
    given: list[int | None] = [None] * count
    for arc in np.flatnonzero(flow.flows(choices)):
        given[tails[arc]] = int(positions[arc])
    return given


def _costs(wanted: Sequence[Wanted], days: Days, absent: Flags) -> list[Numbers]:
    """Evenness is reckoned in working days: what falls into a week of holidays is not heaped up behind it."""
    known: dict[int, Numbers] = {}  # what depends on the days alone: most items share theirs
    found = []
    for each in wanted:
        number = len(each.days)
        if id(each.days) not in known:
            known[id(each.days)] = _costs_of_days(each.days, days, absent)
        margin = number // _MARGIN
        ideal = margin + each.share * (number - 2 * margin) - 0.5
        uneven = (_AWAY_FROM_EVEN * np.abs(np.arange(number) - ideal) ** 1.3).astype(np.int64)
        other_weekday = int(_OTHER_WEEKDAY * min(1, each.step / _WORKING_DAYS) ** 2)
        found.append(
            known[id(each.days)] + uneven + other_weekday * (days.weekday[each.days] != each.weekday)
        )
    return found


def _costs_of_days(own: Numbers, days: Days, absent: Flags) -> Numbers:
    on = days.ordinal[own]
    cost: Numbers = np.zeros(len(own), dtype=np.int64)
    cost += _FIRST_WEEK * (on - on[0] < _WORKING_DAYS) + _LAST_WEEK * (on[-1] - on < _WORKING_DAYS)
    cost += _WEEKEND * days.is_worked_weekend[own] + _DEPUTY * absent[own]
    return cost
