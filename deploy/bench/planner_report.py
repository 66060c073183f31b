"""What a plan looks like, as text: the country in figures, one district by eye."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median

from hearing_state.clock import day_of, local
from hearing_state.territories.place import Place
from meetings.planning.solver.country import Owed
from meetings.planning.solver.problem import Placement, Problem, Proposal
from meetings.schedule.meeting import Mode

FEW = 6
"""So many meetings of an office stand in one line."""


def of_country(owed: Sequence[Owed], problem: Problem, proposal: Proposal) -> str:
    placed, figures = proposal.placements, proposal.figures
    begin = [local(each.starts_at) for each in placed]
    online = [local(each.starts_at) for each in placed if each.is_online]
    halls = [local(each.starts_at) for each in placed if each.mode is Mode.HALL]
    weekdays = Counter(each.weekday() for each in begin)
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    places_a_day = Counter(Counter(each.visit_key for each in placed if each.visit_key).values())
    lines = [
        *_by_rule(owed, proposal),
        "",
        f"forms            {_counted(Counter(each.mode.value for each in placed))}",
        f"online share     {proposal.online_share:.1%} of all, {least_share(proposal):.1%} in the office with the least; wanted {problem.options.online_share_percent} %",
        f"by weekday       {_counted({names[day]: weekdays[day] for day in sorted(weekdays)})}",
        f"online, by hour  {_counted(_by(online, '%H:%M'))}; {figures['evenings']:.0%} in the evening",
        f"in halls         {_counted(_by(halls, '%H:%M'))}",
        f"by month         {_counted(_by(begin, '%m'))}",
        f"a week           {_range(Counter(each.isocalendar()[:2] for each in begin).values())} meetings of the whole country",
        f"at once          {int(figures['at_once'])} online meetings at most; the nodes hold {problem.options.live_at_once_max}",
        f"journeys         {int(figures['visits'])} days: {_counted({f'{size} a day': places_a_day[size] for size in sorted(places_a_day)})}",
        f"one head's day   {_counted(_evenings(placed))}",
        f"between two      {_range(_between(placed))} days from one meeting of a place to its next",
        f"cannot be met    {_counted(Counter(each.reason.value for each in proposal.unmet)) or 'nothing'}",
    ]
    return "\n".join(lines)


def of_times(wall: Mapping[str, float], cpu: Mapping[str, float], rounds: int) -> str:
    phases = "  ".join(f"{phase} {wall[phase]:.1f} ({cpu[phase]:.1f})" for phase in wall)
    return f"\nseconds (of one processor), medians of {rounds}: {phases}"


def least_share(proposal: Proposal) -> float:
    """The online share of the office that has the smallest."""
    held, online = Counter[str](), Counter[str]()
    held.update(each.demand.agency for each in proposal.placements)
    online.update(each.demand.agency for each in proposal.placements if each.is_online)
    return round(min((online[key] / held[key] for key in held), default=0.0), 3)


def name_of(agency: str, places: Iterable[Place]) -> str:
    return next((each.name_kk for each in places if each.code == agency), agency)


def of_district(proposal: Proposal, code: str, places: Sequence[Place]) -> str:
    """The year of an office day by day, and a line for each office below it."""
    known = {each.code: each for each in places}
    held = defaultdict(list)
    for each in sorted(proposal.placements, key=lambda each: each.starts_at):
        held[each.demand.agency].append(each)
    below = [each for each in places if code in each.line_codes and each.code != code and each.code in held]
    lines = ["", *_year(name_of(code, places), held[code], known)]
    for place in below:
        lines += [
            "",
            *(_short if len(held[place.code]) <= FEW else _year)(place.name_kk, held[place.code], known),
        ]
    return "\n".join(lines)


def _year(name: str, held: Sequence[Placement], known: Mapping[str, Place]) -> Iterator[str]:
    online = sum(each.is_online for each in held)
    journeys = len({each.visit_key for each in held if each.visit_key})
    yield f"{name}: {len(held)} meetings, {online} online, {journeys} days in halls"
    for month, group in groupby(held, key=lambda each: f"{local(each.starts_at):%B}"):
        yield f"  {month}"
        for _day, day in groupby(group, key=lambda each: day_of(each.starts_at)):
            for number, each in enumerate(day):
                begin = f"{local(each.starts_at):%a %d}" if not number else ""
                place = known.get(each.demand.place or "")
                deputy = ", deputy" if each.is_deputy else ""
                yield (
                    f"    {begin:7}{local(each.starts_at):%H:%M}  {each.mode.value:7} {place.name_kk if place else ''}{deputy}"
                )


def _short(name: str, held: Sequence[Placement], known: Mapping[str, Place]) -> Iterator[str]:
    yield f"{name}: {len(held)} meetings"
    for each in held:
        place = known.get(each.demand.place or "")
        yield f"    {local(each.starts_at):%a %d %b  %H:%M}  {each.mode.value:7} {place.name_kk if place else ''}"


def _by_rule(owed: Sequence[Owed], proposal: Proposal) -> Iterator[str]:
    duties, offices = Counter(each.rule for each in owed), defaultdict(set)
    for each in owed:
        offices[each.rule].add(each.agency)
    meetings = Counter(_rule(each.demand.key) for each in proposal.placements)
    online = Counter(_rule(each.demand.key) for each in proposal.placements if each.is_online)
    unmet = Counter(_rule(each.demand.key) for each in proposal.unmet)
    yield f"{'rule':22}{'offices':>9}{'duties':>9}{'meetings':>10}{'online':>9}{'unmet':>7}"
    for rule, count in duties.most_common():
        yield f"{rule:22}{len(offices[rule]):>9}{count:>9}{meetings[rule]:>10}{online[rule]:>9}{unmet[rule]:>7}"
    yield f"{'all':22}{'':9}{len(owed):>9}{len(proposal.placements):>10}{online.total():>9}{unmet.total():>7}"


def _rule(key: str) -> str:
    return key.partition(":")[0]


def _by(moments: Iterable[object], form: str) -> dict[str, int]:
    found = Counter(f"{each:{form}}" for each in moments)
    return {key: found[key] for key in sorted(found)}


def _counted(found: Mapping[str, int]) -> str:
    return "  ".join(f"{name} {count}" for name, count in found.items())


def _range(found: Iterable[int]) -> str:
    numbers = sorted(found)
    return f"{numbers[0]} to {numbers[-1]}, median {median(numbers):.0f}" if numbers else "0"


def _evenings(placed: Sequence[Placement]) -> dict[str, int]:
    """How many online meetings one person has on a day on which she has any."""
    found = Counter(
        (each.demand.agency, each.is_deputy, day_of(each.starts_at))
        for each in placed
        if each.mode is Mode.ONLINE
    )
    days = Counter(found.values())
    return {f"{number} online": days[number] for number in sorted(days)}  # fmt: skip


def _between(placed: Sequence[Placement]) -> Iterator[int]:
    days = defaultdict(list)
    for each in placed:
        if each.demand.place:
            days[each.demand.agency, each.demand.place].append(day_of(each.starts_at))
    for held in days.values():
        ordered = sorted(held)
        if len(ordered) == 2:  # noqa: PLR2004  one in each half of the year
            yield (ordered[1] - ordered[0]).days
