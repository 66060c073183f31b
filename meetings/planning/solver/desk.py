"""One office being planned: what stands already, and seats for the rest on a given day. Pure.

The head and a deputy have a diary each; the media nodes are shared with every other office of the country.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from hearing_state.clock import day_of, local
from meetings.planning.solver.grouping import Item
from meetings.planning.solver.problem import Demand, Office, Options, Placement, Unmet, UnmetReason
from meetings.planning.solver.slots import CROWDED, Airwaves, Days, Diary, Numbers, at
from meetings.planning.solver.trip_hours import has_gaps, trip_hours
from meetings.planning.solver.turns import rank
from meetings.schedule.meeting import Mode

EVENING = time(18)
"""From this hour on people are back from work."""


@dataclass
class Desk:
    office: Office
    demands: Sequence[Demand]
    days: Days
    air: Airwaves
    placed: list[Placement] = field(default_factory=list)
    unmet: list[Unmet] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.head, self.deputy = Diary(self.options), Diary(self.options)
        self.absent = self.days.absent(self.office)
        self.used = Counter[time]()
        for starts_at, ends_at in self.office.busy:
            self.head.add(starts_at, ends_at)
        self._open: dict[tuple[object, ...], tuple[Numbers, UnmetReason | None]] = {}
        self._turns = {
            span: number
            for number, span in enumerate(sorted({(d.from_on, d.until_on) for d in self.demands}))
        }

    @property
    def options(self) -> Options:
        return self.days.options

    def open_to(self, item: Item) -> tuple[Numbers, UnmetReason | None]:
        """Days on which the item may be held, or the reason why there is none."""
        question = (item.span, item.announce_days, item.may_deputise)
        if question not in self._open:
            self._open[question] = self.days.open_to(item, self.office, self.absent)
        return self._open[question]

    def hold_fixed(self) -> None:
        """What is held fast stands first; two at one hour cannot both."""
        fixed = [(each.fixed_at, each.key, each) for each in self.demands if each.fixed_at]
        for starts_at, _key, demand in sorted(fixed, key=lambda each: each[:2]):
            is_deputy = (
                demand.may_deputise and self.office.has_deputy and self.office.is_absent(day_of(starts_at))
            )
            if self._diary(is_deputy).overlaps(starts_at, starts_at + self.options.length):
                self.unmet.append(Unmet(demand, UnmetReason.FIXED_CLASHES, str(day_of(starts_at))))
            else:
                self._put(demand, starts_at, demand.fixed_mode or Mode.ONLINE, is_deputy=is_deputy)

    def keep(self) -> None:
        """What may stay where it stood before the change stays there, before anything else is given a place."""
        stood = [
            (each.previous_at, each.key, each)
            for each in self.demands
            if each.previous_at and not each.fixed_at
        ]
        for starts_at, _key, demand in sorted(stood, key=lambda each: each[:2]):
            item = Item((demand,), demand.previous_mode or Mode.ONLINE)
            day = self.days.position.get(day_of(starts_at))
            if day is not None and day in self.open_to(item)[0]:
                self._seat_at(item, day, [local(starts_at).time()])

    def seat(self, item: Item, day: int) -> bool:
        """Put the item on that day, if some hour is free for all of it."""
        return any(self._seat_at(item, day, hours) for hours in self._hours(item, self.days.working[day]))

    def squeeze_in(self, item: Item, day: int) -> bool:
        """Put one meeting there by giving another one of that day another hour; nothing that was kept or held fast."""
        on = self.days.working[day]
        if not self._diary(bool(self.absent[day])).has_room(on, item):
            return False
        for each in [
            each for each in self.placed if day_of(each.starts_at) == on and self._may_give_way(each)
        ]:
            self._lift(each)
            other = Item((each.demand,), each.mode)
            for hours in self._hours(item, on):
                if self._seat_at(item, day, hours):
                    if self.seat(other, day):
                        return True
                    self._lift(self.placed[-1])
            self._put(each.demand, each.starts_at, each.mode, is_deputy=each.is_deputy)
        return False

    def is_only_the_air_full(self, item: Item, day: int) -> bool:
        """Whether the person has time for an online meeting on that day, and only the nodes do not."""
        on, diary = self.days.working[day], self._diary(bool(self.absent[day]))
        return diary.has_room(on, item) and any(
            diary.is_free(at(on, hour), at(on, hour) + self.options.length) for hour in self.options.hours
        )

    def put_online(self, number: int) -> None:
        """Hold this visit online after all, at the same hour, if the media nodes have room then."""
        each = self.placed[number]
        if self.air.has_room(each.starts_at, each.ends_at):
            self.air.add(each.starts_at, each.ends_at)
            self.placed[number] = replace(each, mode=Mode.ONLINE)

    def bundled(self) -> Iterator[Placement]:
        """The meetings with the journeys on which they are held: neighbours on one day have one key."""
        by_day: dict[tuple[date, bool], list[str]] = defaultdict(list)
        for each in sorted(self.placed, key=lambda each: (each.starts_at, each.demand.key)):
            journeys = by_day[day_of(each.starts_at), each.is_deputy]
            if not each.mode.has_hall:
                yield each
                continue
            if each.demand.neighbourhood not in journeys:
                journeys.append(each.demand.neighbourhood)
            number = journeys.index(each.demand.neighbourhood) + 1
            more = ("d" if each.is_deputy else "") + (str(number) if number > 1 else "")
            key = f"{each.demand.agency}:{day_of(each.starts_at)}"
            yield replace(each, visit_key=f"{key}:{more}" if more else key)

    def _diary(self, is_deputy: bool) -> Diary:  # noqa: FBT001  one of two persons
        return self.deputy if is_deputy else self.head

    def _seat_at(self, item: Item, day: int, hours: Sequence[time]) -> bool:
        on, is_deputy = self.days.working[day], bool(self.absent[day])
        diary, length = self._diary(is_deputy), self.options.length
        moments = [at(on, hour) for hour in hours]
        if not diary.has_room(on, item) or not all(diary.is_free(each, each + length) for each in moments):
            return False
        if item.mode.is_online and not all(self.air.has_room(each, each + length) for each in moments):
            return False
        for demand, moment in zip(item.demands, moments, strict=True):
            self._put(demand, moment, item.mode, is_deputy=is_deputy)
        return True

    def _put(self, demand: Demand, starts_at: datetime, mode: Mode, *, is_deputy: bool) -> None:
        ends_at = starts_at + self.options.length
        self._diary(is_deputy).add(starts_at, ends_at, has_hall=mode.has_hall)
        if mode.is_online:
            self.air.add(starts_at, ends_at)
        self.used[local(starts_at).time()] += 1
        self.placed.append(Placement(demand, starts_at, ends_at, mode, is_deputy))

    def _may_give_way(self, placed: Placement) -> bool:
        demand, on = placed.demand, day_of(placed.starts_at)
        journey = [each for each in self.placed if each.mode.has_hall and day_of(each.starts_at) == on]
        is_alone = not placed.mode.has_hall or len(journey) == 1
        return is_alone and demand.fixed_at is None and demand.previous_at != placed.starts_at

    def _lift(self, placed: Placement) -> None:
        self.placed.remove(placed)
        self._diary(placed.is_deputy).remove(placed.starts_at, placed.ends_at, has_hall=placed.mode.has_hall)
        if placed.is_online:
            self.air.remove(placed.starts_at, placed.ends_at)
        self.used[local(placed.starts_at).time()] -= 1

    def _hours(self, item: Item, on: date) -> Iterator[Sequence[time]]:
        """Choices of hours, the best first: as before the change, else as even as may be."""
        before = [local(each.previous_at).time() for each in item.demands if each.previous_at]
        if len(before) == len(item.demands) and before == sorted(before) and has_gaps(before, self.options):
            yield before
        if len(item.demands) > 1:
            hours = trip_hours(self.options, len(item.demands))
            if hours:
                yield hours
        elif item.is_visit:
            yield from ((hour,) for hour in self._turned(self.options.visit_hours[0], item))
        else:
            yield from ((hour,) for hour in self._online_hours(item, on))

    def _online_hours(self, item: Item, on: date) -> Sequence[time]:
        """A place that was met in the evening is met by day next time; full hours of the nodes come last."""
        demand = item.demands[0]
        in_evening = (rank(demand.place or demand.agency) + self._turns[item.span]) % 2 == 0
        hours = self._turned(self.options.hours, item)
        hours.sort(key=lambda hour: (hour >= EVENING) != in_evening)
        if self.air.is_crowded:
            hours.sort(key=lambda hour: self.air.load(at(on, hour)) > CROWDED)
        return hours

    def _turned(self, offered: Sequence[time], item: Item) -> list[time]:
        """The hours that this office has used least come first, and another one in each office."""
        first = rank(item.demands[0].agency) % len(offered)
        return sorted([*offered[first:], *offered[:first]], key=lambda hour: self.used[hour])
