"""The duties of a whole classifier without a database: the same derivation as the view ``duties_duty``, for measuring. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hearing_state.territories.names import Level
from hearing_state.territories.place import Place
from meetings.duties import law
from meetings.duties.duty import PeriodKind, periods_within
from meetings.planning.solver.problem import Demand, Office, Options, Problem


@dataclass(frozen=True, slots=True)
class Owed:
    """One office's duty in one place."""

    rule: str
    agency: str
    place: str | None
    period: PeriodKind
    times: int
    announce_days: int
    neighbourhood: str


@cache
def _law() -> Sequence[Mapping[str, Any]]:
    found: Sequence[Mapping[str, Any]] = tomllib.loads(
        Path(law.__file__).with_name("law.toml").read_text("utf-8")
    )["duty"]
    return found


def duties_of(places: Sequence[Place], ministries: Sequence[str] = ()) -> list[Owed]:
    """Who must meet whom where; ``ministries``: slugs."""
    children: dict[str | None, list[Place]] = {}
    for place in places:
        children.setdefault(place.parent_code, []).append(place)
    found: list[Owed] = []
    for rule in _law():
        found += _of_rule(rule, places, children, ministries)
    return found


def _of_rule(
    rule: Mapping[str, Any],
    places: Sequence[Place],
    children: Mapping[str | None, list[Place]],
    ministries: Sequence[str],
) -> Iterator[Owed]:
    shape = (PeriodKind(rule["period"]), rule["times"], rule["announce_days"])
    if rule["where"] == "country":
        for slug in ministries:
            if slug not in rule.get("except", ()):
                yield Owed(rule["key"], slug, None, *shape, slug)
        return
    for holder in places:
        if not holder.has_akim or holder.kind.value not in rule["holders"]:
            continue
        met = [holder] if rule["where"] == "own" else children.get(holder.code, [])
        for place in met:
            if "kinds" not in rule or place.kind.value in rule["kinds"]:
                yield Owed(rule["key"], holder.code, place.code, *shape, neighbourhood(place))


def neighbourhood(place: Place) -> str:
    """The word that places near one another share: villages of one okrug, okrugs of one district; never districts of an oblast."""
    return place.code if place.level is Level.DISTRICT else place.parent_code or place.code


def problem_of(owed: Sequence[Owed], options: Options) -> Problem:
    """One demand for each meeting of each period that lies within the plan's days."""
    demands = [
        Demand(
            key=f"{each.rule}:{each.agency}:{each.place}:{period.key}:{number}",
            agency=each.agency,
            place=each.place,
            from_on=period.from_on,
            until_on=period.until_on,
            announce_days=each.announce_days,
            neighbourhood=each.neighbourhood,
        )
        for each in owed
        for period in periods_within(options.from_on, options.until_on, each.period)
        for number in range(each.times)
    ]
    return Problem(
        tuple(Office(key) for key in sorted({each.agency for each in owed})), tuple(demands), options
    )


def uncovered(places: Sequence[Place], owed: Sequence[Owed]) -> list[Place]:
    """Places that nobody must meet: neither met themselves, nor part of a unit whose akim meets it, nor made of places met."""
    met = {each.place for each in owed}
    own_units = {each.place for each in owed if each.rule == "akim.own_unit"}
    parents = {place.parent_code for place in places if place.code in met}
    return [
        each
        for each in places
        if each.code not in met and each.parent_code not in own_units and each.code not in parents
    ]


def year(number: int, today: date, **more: Any) -> Options:
    """A whole year's plan made on that day."""
    return Options(date(number, 1, 1), date(number, 12, 31), today, **more)
