"""Which meetings of an office are held online and which on the spot, and which places are visited on one day. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from meetings.planning.solver.problem import PERCENT, Demand, Options, Placement, online_wanted
from meetings.planning.solver.turns import in_turn, rank, trips_of
from meetings.schedule.meeting import Mode


@dataclass(frozen=True, slots=True)
class Item:
    """What takes one stretch of one day: an online meeting, or a visit to one place or several near one another."""

    demands: tuple[Demand, ...]
    mode: Mode

    @property
    def is_visit(self) -> bool:
        return self.mode.has_hall

    @property
    def key(self) -> str:
        return self.demands[0].key

    @property
    def span(self) -> tuple[date, date]:
        """The days within which all of them may be held."""
        if len(self.demands) == 1:
            return self.demands[0].from_on, self.demands[0].until_on
        return max(each.from_on for each in self.demands), min(each.until_on for each in self.demands)

    @property
    def announce_days(self) -> int:
        return max(each.announce_days for each in self.demands)

    @property
    def may_deputise(self) -> bool:
        return all(each.may_deputise for each in self.demands)

    def apart(self, mode: Mode | None = None) -> list[Item]:
        """Each of its meetings for itself."""
        return [Item((each,), mode or self.mode) for each in self.demands]


def items_of(demands: Sequence[Demand], standing: Sequence[Placement], options: Options) -> list[Item]:
    """The meetings of one office that are still to be put somewhere: the share that must be online singly, the others as
    visits of neighbours. ``standing``: those that have their place already.

    Before a change, a meeting keeps the form that it had. An office with too few meetings for a visit invites people into
    the hall once and is online at the same time.
    """
    total = len(demands) + len(standing)
    most = total - online_wanted(total, options.online_share_percent)
    room = max(0, most - sum(each.mode is Mode.HALL for each in standing))
    trips = list(_as_before(demands, room, options))
    room -= sum(len(each.demands) for each in trips if each.mode is Mode.HALL)
    fresh = [each for each in demands if each.previous_mode is None]
    trips += [Item(tuple(trip), _visiting(trip[0])) for trip in in_turn(fresh, room, options)]
    if not most and not trips and not any(each.mode.has_hall for each in standing):
        trips += _once_in_the_hall(fresh, options)
    visited = {each.key for trip in trips for each in trip.demands}
    online = [Item((each,), Mode.ONLINE) for each in demands if each.key not in visited]
    return online + trips


def _as_before(demands: Sequence[Demand], room: int, options: Options) -> Iterator[Item]:
    halls = sorted(
        (each for each in demands if each.previous_mode is Mode.HALL),
        key=lambda each: (each.from_on, each.key),
    )
    both = [each for each in demands if each.previous_mode is Mode.HYBRID]
    for mode, visited in ((Mode.HALL, halls[:room]), (Mode.HYBRID, both)):
        for trip in trips_of(visited, options):
            yield Item(tuple(trip), mode)


def _once_in_the_hall(demands: Sequence[Demand], options: Options) -> Iterator[Item]:
    if demands and options.online_share_percent < PERCENT:
        ordered = sorted(demands, key=lambda each: each.key)
        turn = rank(demands[0].agency) + options.from_on.year
        yield Item((ordered[turn % len(ordered)],), Mode.HYBRID)


def _visiting(demand: Demand) -> Mode:
    """The people of the whole country cannot come into one hall."""
    return Mode.HALL if demand.place else Mode.HYBRID
