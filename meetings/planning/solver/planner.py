"""The planner: offices one after another, periods one after another, days by least cost, hours by what is free. Pure.

The same problem always gives the same proposal. Offices know of one another only through the media nodes' capacity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from hearing_state.clock import day_of, local
from hearing_state.deadlines.working_calendar import WorkingCalendar
from meetings.planning.solver.assignment import Wanted, days_for, in_order
from meetings.planning.solver.grouping import Item, items_of, rank
from meetings.planning.solver.problem import (
    Demand,
    Office,
    Options,
    Placement,
    Problem,
    Proposal,
    Unmet,
    UnmetReason,
    online_wanted,
)
from meetings.planning.solver.slots import Airwaves, Days, Diary, WorkDay, at
from meetings.schedule.meeting import Mode

TRIES = 3
"""Rounds in which items that found no hour on their day look for another day."""


def plan(problem: Problem, calendar: WorkingCalendar) -> Proposal:
    """A proposal for all offices of the problem. Never raises for what cannot be met: that is told, with its reason."""
    days, air = Days(calendar, problem.options), Airwaves(problem.options.live_at_once_max)
    owed: dict[str, list[Demand]] = defaultdict(list)
    for demand in problem.demands:
        owed[demand.agency].append(demand)
    offices = {each.key: each for each in problem.offices}
    desks = [Desk(offices.get(key, Office(key)), owed[key], days, air) for key in sorted(owed)]
    for desk in desks:
        desk.hold_fixed()  # of the whole country first: nobody else may take their place on the nodes
    for desk in desks:
        desk.fill()
    return _proposal(problem, desks)


def _proposal(problem: Problem, desks: Sequence[Desk]) -> Proposal:
    placed = {each.demand.key: each for desk in desks for each in desk.placed}
    missing = {each.demand.key: each for desk in desks for each in desk.unmet}
    order = [each.key for each in problem.demands]
    placements = tuple(placed[key] for key in order if key in placed)
    unmet = tuple(missing[key] for key in order if key in missing)
    proposal = Proposal(placements, unmet)
    figures = {
        "meetings": float(len(placements)),
        "unmet": float(len(unmet)),
        "online_share": round(proposal.online_share, 4),
        "moved": float(len(proposal.moved)),
        "visits": float(len({each.visit_key for each in placements if each.visit_key})),
        "deputies": float(sum(each.is_deputy for each in placements)),
    }
    return Proposal(placements, unmet, figures)


@dataclass
class Desk:
    """One office being planned."""

    office: Office
    demands: Sequence[Demand]
    days: Days
    air: Airwaves
    placed: list[Placement] = field(default_factory=list)
    unmet: list[Unmet] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head, self.deputy = Diary(self.options), Diary(self.options)
        for starts_at, ends_at in self.office.busy:
            self.head.add(starts_at, ends_at)

    @property
    def options(self) -> Options:
        return self.days.options

    def hold_fixed(self) -> None:
        """What is held fast stands first; two at one hour cannot both."""
        fixed = [(each.fixed_at, each.key, each) for each in self.demands if each.fixed_at]
        for starts_at, _key, demand in sorted(fixed, key=lambda each: each[:2]):
            mode = demand.fixed_mode or Mode.ONLINE
            if self.head.is_free(starts_at, starts_at + self.options.length):
                self._place(demand, starts_at, mode, is_deputy=False, visit_key=None)
            else:
                self.unmet.append(Unmet(demand, UnmetReason.FIXED_CLASHES))

    def fill(self) -> None:
        free = self._possible([each for each in self.demands if each.fixed_at is None])
        by_period: dict[tuple[date, date], list[Item]] = defaultdict(list)
        for item in items_of(free, self.options) if free else ():
            by_period[item.span].append(item)
        # Short periods first: they have the fewest days to choose among.
        for span in sorted(by_period, key=lambda span: ((span[1] - span[0]).days // 20, span)):
            self._fill_period(by_period[span])
        self._keep_the_majority_online()

    def _possible(self, demands: Sequence[Demand]) -> list[Demand]:
        """Those that some day is left for; of the others the reason is told. Shares are counted among what can be held."""
        possible = []
        for demand in demands:
            reason = self.days.candidates(Item((demand,), is_visit=False), self.office)[1]
            if reason is None:
                possible.append(demand)
            else:
                self.unmet.append(Unmet(demand, reason))
        return possible

    def _fill_period(self, items: Sequence[Item]) -> None:
        waiting: list[tuple[Item, float, list[WorkDay]]] = []
        for item, share in in_order(items):
            open_days, reason = self.days.candidates(item, self.office)
            if reason is None:
                waiting.append((item, share, open_days))
            else:  # together they have no day: one by one they have
                waiting += [
                    (single, share, self.days.candidates(single, self.office)[0]) for single in _apart(item)
                ]
        for _round in range(TRIES):
            waiting = self._round(waiting)
        for item, _share, _days in waiting:
            self._last_resort(item)

    def _keep_the_majority_online(self) -> None:
        """Where meetings fell away, some visits are held online after all, while the nodes have room."""
        wanted = online_wanted(len(self.placed), self.options.online_share_percent)
        missing = wanted - sum(each.is_online for each in self.placed)
        for at_, each in enumerate(self.placed):
            is_free = each.demand.fixed_mode is None and not each.is_online
            if missing > 0 and is_free and self.air.has_room(each.starts_at, each.ends_at):
                self.air.add(each.starts_at, each.ends_at)
                self.placed[at_] = replace(each, mode=Mode.ONLINE, visit_key=None)
                missing -= 1

    def _round(
        self, waiting: list[tuple[Item, float, list[WorkDay]]]
    ) -> list[tuple[Item, float, list[WorkDay]]]:
        """Give days, then hours; what found no hour that day tries the others next time."""
        asked = [Wanted(item, open_days, share) for item, share, open_days in waiting if open_days]
        left = [each for each in waiting if not each[2]]
        absent = frozenset(day.on for each in asked for day in each.days if self.office.is_absent(day.on))
        given = days_for(asked, dict(self.head.by_day), absent)
        for each, day in zip(asked, given, strict=True):
            if day is None or not self._seat(each.item, day.on):
                left.append((each.item, each.share, [other for other in each.days if other != day]))
        return left

    def _last_resort(self, item: Item) -> None:
        """Any day at all; a visit falls apart into single ones, then into online meetings."""
        open_days = self.days.candidates(item, self.office)[0]
        if any(self._seat(item, day.on) for day in open_days):
            return
        if item.is_visit:
            parts = _apart(item) if len(item.demands) > 1 else [Item(item.demands, is_visit=False)]
            for part in parts:
                self._last_resort(part)
            return
        full = any(self._is_only_the_air_full(day.on) for day in open_days)
        self._miss(item, UnmetReason.CAPACITY if full else UnmetReason.DAYS_FULL)

    def _is_only_the_air_full(self, on: date) -> bool:
        if not self.head.has_room(on, 1):
            return False
        return any(
            self.head.is_free(at(on, hour), at(on, hour) + self.options.length) for hour in self.options.hours
        )

    def _seat(self, item: Item, on: date) -> bool:
        """Put the item on that day, if some hour is free for all of it."""
        is_deputy = self.office.is_absent(on)
        diary = self.deputy if is_deputy else self.head
        if not diary.has_room(on, len(item.demands)):
            return False
        hours = self._visit_hours(item, on, diary) if item.is_visit else self._online_hour(item, on, diary)
        if hours is None:
            return False
        visit_key = f"{item.demands[0].agency}:{on}" if item.is_visit else None
        mode = Mode.HALL if item.is_visit else Mode.ONLINE
        for demand, hour in zip(item.demands, hours, strict=True):
            self._place(
                demand,
                at(on, hour),
                demand.previous_mode or mode if not item.is_visit else mode,
                is_deputy=is_deputy,
                visit_key=visit_key,
            )
        return True

    def _visit_hours(self, item: Item, on: date, diary: Diary) -> Sequence[time] | None:
        offered = self.options.visit_hours[len(item.demands) - 1]
        choices: Iterable[Sequence[time]] = (
            [offered] if len(item.demands) > 1 else [(hour,) for hour in self._turned(offered, item)]
        )
        before = _previous_hours(item, on)
        for hours in [before, *choices] if before else choices:
            moments = [at(on, hour) for hour in hours]
            if all(diary.is_free(moment, moment + self.options.length) for moment in moments):
                return hours
        return None

    def _online_hour(self, item: Item, on: date, diary: Diary) -> Sequence[time] | None:
        before = _previous_hours(item, on)
        offered = self._turned(self.options.hours, item)
        for hour in [
            *(before or ()),
            *sorted(offered, key=lambda hour: (self._is_crowded(on, hour), offered.index(hour))),
        ]:
            starts_at = at(on, hour)
            ends_at = starts_at + self.options.length
            if diary.is_free(starts_at, ends_at) and self.air.has_room(starts_at, ends_at):
                return (hour,)
        return None

    def _is_crowded(self, on: date, hour: time) -> bool:
        """Beyond four fifths of the nodes an hour is taken only where no other is free."""
        return self.air.load(at(on, hour)) > 0.8  # noqa: PLR2004

    def _turned(self, offered: Sequence[time], item: Item) -> list[time]:
        """The offered hours, beginning with another one for each item: mornings for those who work in the evening."""
        first = rank(f"{item.key}:{item.span[0]}") % len(offered)
        return [*offered[first:], *offered[:first]]

    def _place(
        self, demand: Demand, starts_at: datetime, mode: Mode, *, is_deputy: bool, visit_key: str | None
    ) -> None:
        ends_at = starts_at + self.options.length
        (self.deputy if is_deputy else self.head).add(starts_at, ends_at)
        if mode.is_online:
            self.air.add(starts_at, ends_at)
        self.placed.append(Placement(demand, starts_at, ends_at, mode, is_deputy, visit_key))

    def _miss(self, item: Item, reason: UnmetReason) -> None:
        self.unmet.extend(Unmet(each, reason) for each in item.demands)


def _apart(item: Item) -> list[Item]:
    return [Item((each,), item.is_visit) for each in item.demands]


def _previous_hours(item: Item, on: date) -> Sequence[time] | None:
    """The hours at which all of the item's meetings stood on that day before."""
    moments = [each.previous_at for each in item.demands]
    if not all(moment is not None and day_of(moment) == on for moment in moments):
        return None
    return [local(moment).time().replace(tzinfo=None) for moment in moments if moment is not None]
