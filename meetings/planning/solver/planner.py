"""The planner: what is held fast, what stays, then each office's days by least cost, its hours by what is free. Pure.

The same problem always gives the same proposal. Offices know of one another only through the media nodes' capacity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.solver.assignment import Wanted, days_for, shares, wanted_of
from meetings.planning.solver.desk import Desk
from meetings.planning.solver.figures import figures_of
from meetings.planning.solver.grouping import Item, items_of
from meetings.planning.solver.problem import (
    PERCENT,
    Demand,
    Office,
    Problem,
    Proposal,
    Unmet,
    UnmetReason,
    online_wanted,
)
from meetings.planning.solver.slots import Airwaves, Days, Numbers
from meetings.schedule.meeting import Mode

_ROUNDS = 3
"""In so many rounds items that found no hour on their day are given another day by least cost; then any day will do."""


def plan(problem: Problem, calendar: WorkingCalendar) -> Proposal:
    """A proposal for all offices of the problem. Never raises for what cannot be met: that is told, with its reason."""
    days, air = Days(calendar, problem.options), Airwaves(problem.options.live_at_once_max)
    owed: dict[str, list[Demand]] = defaultdict(list)
    for demand in problem.demands:
        owed[demand.agency].append(demand)
    offices = {each.key: each for each in problem.offices}
    desks = [
        Desk(offices.get(key, Office(key)), sorted(owed[key], key=lambda each: each.key), days, air)
        for key in sorted(owed)
    ]
    # Of the whole country first: nobody else may take their place on the nodes.
    for desk in desks:
        desk.hold_fixed()
    for desk in desks:
        desk.keep()
    for desk in desks:
        _Filling(desk).fill()
    return _proposal(problem, desks)


def _proposal(problem: Problem, desks: Sequence[Desk]) -> Proposal:
    placed = {each.demand.key: each for desk in desks for each in desk.bundled()}
    missing = {each.demand.key: each for desk in desks for each in desk.unmet}
    order = [each.key for each in problem.demands]
    placements = tuple(placed[key] for key in order if key in placed)
    unmet = tuple(missing[key] for key in order if key in missing)
    return Proposal(placements, unmet, figures_of(placements, unmet))


@dataclass(frozen=True, slots=True)
class _Filling:
    """The meetings of one office that are still to be put somewhere."""

    desk: Desk

    def fill(self) -> None:
        possible = self._possible()
        items = items_of(possible, self.desk.placed, self.desk.options) if possible else []
        waiting = self._wanted(items)
        for _round in range(_ROUNDS):
            waiting = self._round(waiting)
        stranded = [item for each in waiting for item in self._anywhere(each)]
        self._keep_the_majority_online()
        for item in stranded:
            self._in_the_hall_or_not_at_all(item)

    def _possible(self) -> list[Demand]:
        """Those that some day is left for; of the others the reason is told. Shares are counted among what can be held."""
        desk = self.desk
        settled = {each.demand.key for each in desk.placed} | {each.demand.key for each in desk.unmet}
        found = []
        for demand in desk.demands:
            if demand.key in settled:
                continue
            reason = self.desk.open_to(Item((demand,), Mode.ONLINE))[1]
            if reason is None:
                found.append(demand)
            else:
                desk.unmet.append(Unmet(demand, reason))
        return found

    def _wanted(self, items: Sequence[Item]) -> list[Wanted]:
        """With their days. Some have no day together, but one by one they have."""
        share = shares(items, self.desk.options)
        return wanted_of(
            [
                (part, self.desk.open_to(part)[0], share[item.key])
                for item in items
                for part in ([item] if self.desk.open_to(item)[1] is None else item.apart())
            ]
        )

    def _round(self, waiting: Sequence[Wanted]) -> list[Wanted]:
        """Give days, then hours; what found no hour on its day looks for another one next time."""
        if not waiting:
            return []
        asked = [each for each in waiting if len(each.days)]
        left = [each for each in waiting if not len(each.days)]
        given = days_for(asked, self.desk.days, self._taken(), self.desk.absent)
        for each, day in zip(asked, given, strict=True):
            if day is None:
                left.append(each)
            elif not self.desk.seat(each.item, day):
                left.append(replace(each, days=each.days[each.days != day]))
        return left

    def _taken(self) -> Numbers:
        """How many meetings whoever meets people on each day has already."""
        desk = self.desk
        taken: Numbers = np.zeros(len(desk.days.working), dtype=np.int64)
        for diary, is_theirs in ((desk.head, ~desk.absent), (desk.deputy, desk.absent)):
            for on in diary.taken:
                day = desk.days.position.get(on)
                if day is not None and is_theirs[day]:
                    taken[day] = diary.meetings_on(on)
        return taken

    def _anywhere(self, wanted: Wanted) -> list[Item]:
        """Any day will do, the nearest first; a visit falls apart into single ones, then into online meetings. What is left."""
        item = wanted.item
        open_days = self.desk.open_to(item)[0]
        ideal = open_days[0] + wanted.share * (open_days[-1] - open_days[0] + 1)
        order = np.argsort(np.abs(open_days - ideal), kind="stable")
        if any(self.desk.seat(item, int(day)) for day in open_days[order]):
            return []
        if not item.is_visit:
            return [] if any(self.desk.squeeze_in(item, int(day)) for day in open_days[order]) else [item]
        parts = item.apart(item.mode if len(item.demands) > 1 else Mode.ONLINE)
        return [left for part in parts for left in self._anywhere(replace(wanted, item=part))]

    def _keep_the_majority_online(self) -> None:
        """Where meetings fell away, some visits are held online after all, while the nodes have room."""
        desk = self.desk
        for number in range(len(desk.placed) - 1, -1, -1):
            online = sum(each.is_online for each in desk.placed)
            if online >= online_wanted(len(desk.placed), desk.options.online_share_percent):
                return
            each = desk.placed[number]
            if each.demand.fixed_mode is None and not each.is_online:
                desk.put_online(number)

    def _in_the_hall_or_not_at_all(self, item: Item) -> None:
        """Where the nodes are full, people are met in their hall, as long as the majority stays online."""
        desk, demand = self.desk, item.demands[0]
        online = sum(each.is_online for each in desk.placed)
        open_days = self.desk.open_to(item)[0]
        if PERCENT * online >= desk.options.online_share_percent * (len(desk.placed) + 1):
            in_hall = Item(item.demands, Mode.HALL)
            if any(desk.seat(in_hall, int(day)) for day in open_days):
                return
        is_air = any(desk.is_only_the_air_full(item, int(day)) for day in open_days)
        reason = UnmetReason.CAPACITY if is_air else UnmetReason.DAYS_FULL
        looked_at = f"{desk.days.working[open_days[0]]}/{desk.days.working[open_days[-1]]}"
        desk.unmet.append(Unmet(demand, reason, looked_at))
