"""The whole country's year of meetings, planned and looked over: `make bench-planner`. Ends by itself within a few minutes.

Reads the official classifier where it lies beside the project (or from --kato), else the demo's small map, and says which.
From the file to the finished plan several times (medians are shown); each plan is checked by a program that shares no code
with the planner, and so are the reasons for what is not met. Then one head is away for three weeks, and the whole country is
planned anew. The last line is one JSON object. `--district CODE` also draws the year of that office and of those below it.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from deploy.bench import planner_report as report
from hearing_state.agencies.remit_table import ministries
from hearing_state.clock import day_of
from hearing_state.deadlines.working_calendar import WorkingCalendar, shipped
from hearing_state.territories import command
from hearing_state.territories.classifier import read_classifier
from hearing_state.territories.place import Place
from meetings.planning.solver import checker, country, excuses, planner
from meetings.planning.solver.problem import Options, Problem, Proposal

BESIDE = Path(__file__).parents[3] / "shared" / "data" / "kato.csv"
PLANNED_ON = (11, 25)
"""The year is planned on that day of the year before: in time for its approval by 15 January."""
AWAY = ((4, 5), (4, 25))
SECONDS_MAX = 60


@dataclass(frozen=True, slots=True)
class Country:
    places: Sequence[Place]
    owed: Sequence[country.Owed]
    problem: Problem
    proposal: Proposal


class Stopwatch:
    """How long each phase took, every time it was done."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, list[float]] = {}

    def __call__(self, phase: str) -> AbstractContextManager[None]:
        return self._measured(phase)

    @contextmanager
    def _measured(self, phase: str) -> Any:
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.wall.setdefault(phase, []).append(time.perf_counter() - wall)
        self.cpu.setdefault(phase, []).append(time.process_time() - cpu)

    def medians(self, of: dict[str, list[float]]) -> dict[str, float]:
        return {phase: statistics.median(found) for phase, found in of.items()}


def main() -> int:
    args = _arguments()
    calendar, watch = shipped(), Stopwatch()
    kato = args.kato
    if not kato.exists():
        print(f"{kato} is not there: the demo's small map is planned instead.")
        kato = command.DEMO_FILE
    if calendar.until_on < date(args.year, 12, 31):
        print(f"The working calendar ends on {calendar.until_on}: only what it covers is planned.")
    options = country.year(
        args.year, date(args.year - 1, *PLANNED_ON), live_at_once_max=args.at_once, online_share_percent=args.online
    )  # fmt: skip
    rounds = [_planned(kato, options, calendar, watch) for _round in range(args.rounds)]
    first = rounds[0]
    with watch("check"):
        broken = checker.violations(first.problem, calendar, first.proposal)
        broken += excuses.untrue(first.problem, calendar, first.proposal)
    print(report.of_country(first.owed, first.problem, first.proposal))
    if args.district:
        print(report.of_district(first.proposal, args.district, first.places))
    away = _after_an_absence(first, calendar, args, watch)
    told = {**_figures(first, rounds), "hard_violations": len(broken), **away}
    print(report.of_times(watch.medians(watch.wall), watch.medians(watch.cpu), len(rounds)))
    print("\n".join(f"{each.rule}: {each.demand} {each.detail}" for each in broken[:20]), file=sys.stderr)
    taken = _until_planned(watch.medians(watch.wall))
    told |= {"seconds": round(taken, 1), "cpu_seconds": round(_until_planned(watch.medians(watch.cpu)), 1)}
    print(json.dumps(told))
    is_well = not broken and not told["places_forgotten"] and told["same_each_time"] and taken < SECONDS_MAX
    return 0 if is_well and not away["replan_violations"] else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kato", type=Path, default=BESIDE, help="the classifier as CSV")
    parser.add_argument("--year", type=int, default=2027)
    parser.add_argument("--rounds", type=int, default=3, choices=range(1, 6))
    parser.add_argument(
        "--at-once", type=int, default=400, help="online meetings that the media nodes hold at one moment"
    )
    parser.add_argument(
        "--online", type=int, default=60, help="share of the meetings that must be online, in percent"
    )
    parser.add_argument(
        "--away", default="", help="code of the office whose head is away; else the busiest one's"
    )
    parser.add_argument("--district", default="", help="code of an office's place whose year is drawn")
    return parser.parse_args()  # fmt: skip


def _planned(kato: Path, options: Options, calendar: WorkingCalendar, watch: Stopwatch) -> Country:
    """From the file to the plan."""
    with watch("read"):
        places = read_classifier(kato.read_bytes()).places
    with watch("duties"):
        owed = country.duties_of(places, [each.slug for each in ministries()])
        problem = country.problem_of(owed, options)
    with watch("plan"):
        proposal = planner.plan(problem, calendar)
    return Country(places, owed, problem, proposal)


def _until_planned(times: dict[str, float]) -> float:
    return times["read"] + times["duties"] + times["plan"]


def _figures(first: Country, rounds: Sequence[Country]) -> dict[str, Any]:
    missing, found = country.uncovered(first.places, first.owed), first.proposal.figures
    return {
        "offices": len(first.problem.offices), "places": len(first.places) - len(missing), "places_forgotten": len(missing),
        "duties": len(first.owed), "meetings": len(first.proposal.placements), "unmet": len(first.proposal.unmet),
        "online_share": round(first.proposal.online_share, 3), "online_share_least": report.least_share(first.proposal),
        "at_once_max": int(found["at_once"]), "journeys": int(found["visits"]), "evenings": found["evenings"],
        "busiest_weekday": found["busiest_weekday"], "rounds": len(rounds),
        "same_each_time": all(each.proposal == first.proposal for each in rounds),
    }  # fmt: skip


def _after_an_absence(
    first: Country, calendar: WorkingCalendar, args: argparse.Namespace, watch: Stopwatch
) -> dict[str, Any]:
    """One head is away for three weeks, and the whole country is planned anew: what must move, and what moves."""
    agency = args.away or _busiest(first.proposal)
    away = date(args.year, *AWAY[0]), date(args.year, *AWAY[1])
    stood = {each.demand.key: each for each in first.proposal.placements}
    demands = tuple(
        replace(each, previous_at=stood[each.key].starts_at, previous_mode=stood[each.key].mode)
        if each.key in stood
        else each
        for each in first.problem.demands
    )
    offices = tuple(replace(each, absences=(away,)) if each.key == agency else each for each in first.problem.offices)  # fmt: skip
    changed = Problem(offices, demands, first.problem.options)
    with watch("replan"):
        proposal = planner.plan(changed, calendar)
    must = sum(key.split(":")[1] == agency and away[0] <= day_of(each.starts_at) <= away[1] for key, each in stood.items())  # fmt: skip
    moved = [each.demand.agency == agency for each in proposal.moved]
    print(
        f"\nThe head of {report.name_of(agency, first.places) or 'no office'} is away for three weeks ({away[0]} to"
        f" {away[1]}): {must} of the office's meetings must move, {sum(moved)} move; elsewhere in the country {len(moved) - sum(moved)}."
    )
    return {
        "must_move": must, "moved_after_change": len(moved), "lost_after_change": len(proposal.unmet) - len(first.proposal.unmet),
        "replan_seconds": round(watch.wall["replan"][0], 1), "replan_violations": len(checker.violations(changed, calendar, proposal)),
    }  # fmt: skip


def _busiest(proposal: Proposal) -> str:
    held = Counter(each.demand.agency for each in proposal.placements)
    return max(sorted(held), key=lambda key: held[key], default="")


if __name__ == "__main__":
    sys.exit(main())
