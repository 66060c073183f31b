"""The whole country's year of meetings, planned and looked over: `make bench-planner`. Ends by itself within three minutes.

Reads the official classifier where it lies beside the project (or from --kato), else the demo's small map, and says which.
Plans every office's duties for a year several times (medians are shown), has each plan checked by a program that shares
no code with the planner, then lets the busiest head be away for three weeks and plans that office anew. The last line is
one JSON object. `--district CODE` also prints that office's year, to be looked at by eye.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hearing_state.agencies.remit_table import ministries
from hearing_state.clock import local
from hearing_state.deadlines.working_calendar import WorkingCalendar, shipped
from hearing_state.territories import command
from hearing_state.territories.classifier import read_classifier
from hearing_state.territories.place import Place
from meetings.planning.solver import checker, country, planner
from meetings.planning.solver.problem import Office, Placement, Problem, Proposal

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "kato.csv"
AWAY = (date(1, 4, 5), date(1, 4, 25))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kato", type=Path, default=BESIDE, help="the classifier as CSV")
    parser.add_argument("--year", type=int, default=2027)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 6))
    parser.add_argument(
        "--at-once", type=int, default=400, help="online meetings that the media nodes hold at one moment"
    )
    parser.add_argument("--district", default="", help="code of an office's place whose year is printed")
    args = parser.parse_args()
    places, calendar = _places(args.kato), shipped()
    if calendar.until_on < date(args.year, 12, 31):
        print(f"The working calendar ends on {calendar.until_on}: only what it covers is planned.")
    options = country.year(args.year, date(args.year - 1, 11, 25), live_at_once_max=args.at_once)
    owed = country.duties_of(places, [each.slug for each in ministries()])
    problem = country.problem_of(owed, options)
    seconds, proposals = _planned(problem, calendar, args.rounds)
    wrong = checker.violations(problem, calendar, proposals[0])
    alike = all(each == proposals[0] for each in proposals)
    _report(owed, proposals[0])
    if args.district:
        print("\n".join(_diary(proposals[0], args.district, {each.code: each for each in places})))
    again = _replanned(problem, calendar, proposals[0], args.year)
    missing = country.uncovered(places, owed)
    figures = {
        "offices": len(problem.offices), "places": len(places) - len(missing), "places_forgotten": len(missing),
        "meetings": len(proposals[0].placements), "seconds": round(statistics.median(seconds), 1), "hard_violations": len(wrong),
        "unmet": len(proposals[0].unmet), "online_share": round(proposals[0].online_share, 3), "at_once_max": _at_once(proposals[0].placements),
        "same_each_time": alike, **again,
    }  # fmt: skip
    print("\n".join(f"{each.rule}: {each.demand} {each.detail}" for each in wrong[:20]), file=sys.stderr)
    print(json.dumps(figures))
    return 1 if wrong or missing or not alike else 0


def _places(kato: Path) -> Sequence[Place]:
    if not kato.exists():
        print(f"{kato} is not there: the demo's small map is planned instead.")
        kato = command.DEMO_FILE
    return read_classifier(kato.read_bytes()).places


def _planned(problem: Problem, calendar: WorkingCalendar, rounds: int) -> tuple[list[float], list[Proposal]]:
    seconds, proposals = [], []
    for _round in range(rounds):
        began = time.perf_counter()
        proposals.append(planner.plan(problem, calendar))
        seconds.append(time.perf_counter() - began)
    return seconds, proposals


def _replanned(problem: Problem, calendar: WorkingCalendar, before: Proposal, year: int) -> dict[str, Any]:
    """The busiest head is away for three weeks: what must move, and what moves."""
    (busiest, _count), *_rest = Counter(each.agency for each in problem.demands).most_common(1)
    away = (AWAY[0].replace(year=year), AWAY[1].replace(year=year))
    stood = {each.demand.key: each for each in before.placements}
    demands = [
        replace(each, previous_at=stood[each.key].starts_at, previous_mode=stood[each.key].mode)
        for each in problem.demands
        if each.agency == busiest and each.key in stood
    ]
    changed = Problem((Office(busiest, (away,)),), tuple(demands), problem.options)
    began = time.perf_counter()
    proposal = planner.plan(changed, calendar)
    must = sum(away[0] <= local(stood[each.key].starts_at).date() <= away[1] for each in demands)
    print(
        f"\nAfter three weeks of absence of the busiest head ({len(demands)} meetings): {must} must move, {len(proposal.moved)} move."
    )
    return {
        "must_move": must, "moved_after_change": len(proposal.moved), "replan_seconds": round(time.perf_counter() - began, 2),
        "replan_violations": len(checker.violations(changed, calendar, proposal)),
    }  # fmt: skip


def _report(owed: Sequence[country.Owed], proposal: Proposal) -> None:
    duties, meetings = (
        Counter(each.rule for each in owed),
        Counter(each.demand.key.partition(":")[0] for each in proposal.placements),
    )
    print(f"{'rule':24}{'duties':>10}{'meetings':>10}")
    for rule, count in duties.most_common():
        print(f"{rule:24}{count:>10}{meetings[rule]:>10}")
    held = [local(each.starts_at) for each in proposal.placements]
    print(
        "\nby weekday   "
        + "  ".join(
            f"{day} {count}"
            for day, count in sorted(Counter(each.strftime("%u %a")[2:] for each in held).items())
        )
    )
    print(
        "by hour      "
        + "  ".join(
            f"{hour} {count}" for hour, count in sorted(Counter(f"{each:%H:%M}" for each in held).items())
        )
    )
    print(
        "by month     "
        + "  ".join(
            f"{month} {count}" for month, count in sorted(Counter(each.month for each in held).items())
        )
    )
    visits = Counter(each.visit_key for each in proposal.placements if each.visit_key)
    print(f"visits       {sum(visits.values())} meetings on the spot on {len(visits)} days")
    unmet = Counter(each.reason.value for each in proposal.unmet)
    print("cannot be met " + (", ".join(f"{reason} {count}" for reason, count in unmet.items()) or "nothing"))


def _at_once(placements: Sequence[Placement]) -> int:
    turns = sorted(
        [(each.starts_at, 1) for each in placements if each.is_online]
        + [(each.ends_at, -1) for each in placements if each.is_online]
    )
    running = most = 0
    for _moment, step in turns:
        running += step
        most = max(most, running)
    return most


def _diary(proposal: Proposal, agency: str, places: dict[str, Place]) -> list[str]:
    own = sorted(
        (each for each in proposal.placements if each.demand.agency == agency),
        key=lambda each: each.starts_at,
    )
    lines = [f"\n{places[agency].name_ru if agency in places else agency}: {len(own)} meetings"]
    for each in own:
        place = places.get(each.demand.place or "")
        lines.append(
            f"  {local(each.starts_at):%a %d %b %H:%M}  {each.mode.value:7} {place.name_ru if place else ''}"
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
