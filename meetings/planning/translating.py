"""What offices owe as the planner's problem, and its proposal as entries of plans. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from meetings.duties.duty import Period
from meetings.planning.plan import Absence, Entry, Owed, Wanted
from meetings.planning.solver.problem import Demand, Office, Options, Placement, Problem, Unmet
from meetings.schedule.meeting import Meeting, Mode

ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Case:
    """One office to be planned. ``near``: of each place the word for its neighbourhood. ``entries``: of a draft that is planned
    anew; those that the planner may not touch are in ``pinned``.
    """

    agency_id: UUID
    stretch: Period
    owed: Sequence[Owed]
    absences: Sequence[Absence] = ()
    busy: Sequence[Meeting] = ()
    near: Mapping[str, str] = field(default_factory=dict)
    entries: Sequence[Entry] = ()
    pinned: Sequence[Entry] = ()

    @property
    def key(self) -> str:
        return str(self.agency_id)


@dataclass(frozen=True, slots=True)
class Planned:
    """A meeting as the planner puts it; ``entry`` is the one that stood in the draft before."""

    owed: Owed
    starts_at: datetime
    minutes: int
    mode: Mode
    is_deputy: bool
    visit_key: str | None
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``report``: what could not be met, and why, as it is stored with the plan. ``lost``: entries that fit nowhere any more."""

    entries: Sequence[Planned]
    report: dict[str, Any]
    lost: Sequence[Entry] = ()

    @property
    def figures(self) -> dict[str, int]:
        return {
            "meetings": len(self.entries),
            "online": sum(each.mode.is_online for each in self.entries),
            "unmet": sum(each["number"] for each in self.report["unmet"]),
        }


@dataclass(frozen=True, slots=True)
class _Slot:
    """One demand with what it stands for."""

    case: Case
    owed: Owed
    entry: Entry | None
    demand: Demand


def problem_of(
    cases: Iterable[Case], wanted: Wanted, today: date, crowd: Mapping[datetime, int]
) -> tuple[Problem, dict[str, _Slot]]:
    """``crowd``: how many live meetings of other offices begin at an hour; where it is thin it need not be told."""
    kept = list(cases)
    slots = [slot for case in kept for slot in _slots(case)]
    first, last = (kept[0].stretch.from_on, kept[0].stretch.until_on)
    options = Options(
        from_on=first,
        until_on=last,
        today=today,
        online_share_percent=wanted.online_percent,
        live_at_once_max=wanted.at_once,
        minutes=wanted.minutes,
        hours=tuple(time.fromisoformat(each) for each in wanted.hours),
        visits_a_day_max=wanted.visits_a_day,
        buffer_minutes=wanted.travel_minutes,
    )
    demands = [each.demand for each in slots] + list(_crowding(crowd, first, last))
    offices = tuple(_office(each) for each in kept)
    return Problem(offices, tuple(demands), options), {each.demand.key: each for each in slots}


def _office(case: Case) -> Office:
    """Meetings of the public calendar, and entries that stay whatever comes, take the head's time."""
    held = [(each.starts_at, each.ends_at) for each in case.busy if not each.host_is_deputy]
    held += [(each.starts_at, each.ends_at) for each in case.pinned if not each.is_deputy]
    return Office(
        case.key,
        absences=tuple((each.from_on, each.until_on) for each in case.absences),
        busy=tuple(sorted(held)),
        has_deputy=any(each.duty.may_deputise for each in case.owed),
    )


def _crowding(crowd: Mapping[datetime, int], first: date, last: date) -> Iterator[Demand]:
    for starts_at, number in sorted(crowd.items()):
        for each in range(number):
            key = f"{ELSEWHERE}:{starts_at.isoformat()}:{each}"
            yield Demand(
                key, key, None, first, last, announce_days=0, fixed_at=starts_at, fixed_mode=Mode.ONLINE
            )


def _slots(case: Case) -> Iterator[_Slot]:
    """Each owed meeting once, with the entry that stands for it in a draft. Pinned entries have fulfilled theirs."""
    free = sorted(case.entries, key=lambda each: (not each.is_fixed, each.starts_at, each.id))
    for owed in case.owed:
        done = sum(_stands_for(each, owed) for each in case.pinned)
        for number in range(owed.times - done):
            entry = next((each for each in free if _stands_for(each, owed)), None)
            if entry is not None:
                free.remove(entry)
            yield _Slot(case, owed, entry, _demand(case, owed, number, entry))


def _stands_for(entry: Entry, owed: Owed) -> bool:
    return (
        entry.place_code == owed.duty.place_code
        and owed.from_on <= entry.on <= owed.until_on
        and (owed.duty.may_deputise or not entry.is_deputy)
    )


def _demand(case: Case, owed: Owed, number: int, entry: Entry | None) -> Demand:
    duty = owed.duty
    before = {}
    if entry is not None and entry.is_fixed:
        before = {"fixed_at": entry.starts_at, "fixed_mode": entry.mode}
    elif entry is not None:
        before = {"previous_at": entry.starts_at, "previous_mode": entry.mode}
    return Demand(
        key=f"{duty.rule_key}:{case.key}:{duty.place_code}:{owed.period.key}:{number}",
        agency=case.key,
        place=duty.place_code,
        from_on=owed.from_on,
        until_on=owed.until_on,
        announce_days=duty.announce_days,
        may_deputise=duty.may_deputise,
        neighbourhood=case.near.get(duty.place_code or "", duty.place_code or ""),
        **before,  # type: ignore[arg-type]  # hours and forms by their names
    )


def outcome_of(
    slots: Mapping[str, _Slot], placements: Iterable[Placement], unmet: Iterable[Unmet]
) -> Outcome:
    """The planner's answer for one office. A fixed entry stays, even where it clashes: a person decides about it."""
    planned, missing, lost = [], Counter[tuple[str, str | None, str, str]](), []
    for each in placements:
        slot = slots[each.demand.key]
        minutes = int((each.ends_at - each.starts_at).total_seconds()) // 60
        planned.append(
            Planned(slot.owed, each.starts_at, minutes, each.mode, each.is_deputy, each.visit_key, slot.entry)
        )
    for lacking in unmet:
        slot = slots[lacking.demand.key]
        if slot.entry is not None and slot.entry.is_fixed:
            planned.append(_as_it_is(slot.owed, slot.entry))
            continue
        if slot.entry is not None:
            lost.append(slot.entry)
        duty = slot.owed.duty
        missing[duty.rule_key, duty.place_code, slot.owed.period.key, lacking.reason.value] += 1
    report = [
        {"rule": rule, "place": place, "period": period, "why": why, "number": number}
        for (rule, place, period, why), number in missing.items()
    ]
    return Outcome(sorted(planned, key=lambda each: each.starts_at), {"unmet": report}, lost)


def _as_it_is(owed: Owed, entry: Entry) -> Planned:
    return Planned(owed, entry.starts_at, entry.minutes, entry.mode, entry.is_deputy, entry.visit_key, entry)


def pinned_in(entries: Iterable[Entry], owed: Iterable[Owed], minutes: int) -> list[Entry]:
    """Entries that the planner must leave: longer or shorter than it reckons with, or beyond what the law asks for."""
    rest = list(owed)
    left = Counter[int]()
    found = []
    for entry in entries:
        at = next(
            (at for at, each in enumerate(rest) if _stands_for(entry, each) and left[at] < each.times),
            None,
        )
        if at is not None:
            left[at] += 1
        if at is None or entry.minutes != minutes:
            found.append(entry)
    return found


def moved_to(entry: Entry, planned: Planned) -> Entry:
    """The entry as it would stand."""
    before = entry.previous_at if planned.starts_at == entry.starts_at else entry.starts_at
    return replace(
        entry, starts_at=planned.starts_at, minutes=planned.minutes, mode=planned.mode, is_deputy=planned.is_deputy, visit_key=planned.visit_key,
        previous_at=before,
    )  # fmt: skip
