"""A draft beside what the planner would make of it now: what stays, what moves, what comes, what goes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import Any

from hearing_state.actions import Context
from meetings.planning import kept, proposing
from meetings.planning.models import EntryRow
from meetings.planning.plan import Entry, Plan, Wanted
from meetings.planning.translating import Outcome, Planned, moved_to, pinned_in


@dataclass(frozen=True, slots=True)
class Added:
    """A meeting that would be new, as the page shows it."""

    planned: Planned

    @property
    def place_code(self) -> str | None:
        return self.planned.owed.duty.place_code

    @property
    def starts_at(self) -> Any:
        return self.planned.starts_at

    @property
    def mode(self) -> Any:
        return self.planned.mode


@dataclass(frozen=True, slots=True)
class Compared:
    """``digest``: of how the plan would stand; who takes it says so, and takes nothing else."""

    plan: Plan
    total: int
    moved: Sequence[tuple[Entry, Entry]]
    regrouped: Sequence[Entry]
    added: Sequence[Added]
    removed: Sequence[Entry]
    missing: int
    online_percent: int
    report: dict[str, Any]
    digest: str

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.added or self.removed or self.regrouped)


async def compared(context: Context, plan: Plan, wanted: Wanted) -> Compared:
    """What replanning would do to a draft. Changes nothing."""
    entries = await kept.entries(context, plan.id)
    (case,) = await proposing.cases_of(context, [plan.agency_id], plan.stretch)
    pinned = pinned_in(entries, case.owed, wanted.minutes)
    free = [each for each in entries if each not in pinned]
    asked = replace(case, entries=free, pinned=pinned)
    (outcome,) = await proposing.solved(context, [asked], wanted)
    return _beside(plan, entries, pinned, outcome)


def _beside(plan: Plan, entries: Sequence[Entry], pinned: Sequence[Entry], outcome: Outcome) -> Compared:
    after = [moved_to(each.entry, each) for each in outcome.entries if each.entry is not None]
    before = {each.id: each for each in entries}
    added = [Added(each) for each in outcome.entries if each.entry is None]
    moved = [(before[each.id], each) for each in after if _has_moved(before[each.id], each)]
    regrouped = [
        each
        for each in after
        if not _has_moved(before[each.id], each) and each.visit_key != before[each.id].visit_key
    ]
    standing = [*after, *pinned]
    online = [each.mode.is_online for each in standing] + [each.planned.mode.is_online for each in added]
    return Compared(
        plan=plan,
        total=len(entries),
        moved=moved,
        regrouped=regrouped,
        added=added,
        removed=outcome.lost,
        missing=outcome.figures["unmet"],
        online_percent=100 * sum(online) // len(online) if online else 0,
        report=outcome.report,
        digest=_digest(standing, added),
    )


def _has_moved(before: Entry, after: Entry) -> bool:
    return (before.starts_at, before.mode, before.is_deputy) != (after.starts_at, after.mode, after.is_deputy)


def _digest(standing: Sequence[Entry], added: Sequence[Added]) -> str:
    lines = [f"{each.id} {_line(each)}" for each in standing] + [f"new {_line(each)}" for each in added]
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _line(each: Entry | Added) -> str:
    return f"{each.place_code} {each.starts_at.astimezone(UTC):%Y-%m-%dT%H:%M} {each.mode.value}"


async def take(context: Context, found: Compared) -> None:
    """Put the plan as it was compared. What fits nowhere any more is taken out, and may be put back by hand."""
    for _before, after in found.moved:
        await _put(after)
    for each in found.regrouped:
        await EntryRow.filter(id=each.id).update(visit_key=each.visit_key)
    await EntryRow.bulk_create([proposing.entry_row(found.plan.id, each.planned) for each in found.added])
    lost = [each.id for each in found.removed]
    if lost:
        await EntryRow.filter(id__in=lost).update(removed_at=context.now)


async def _put(entry: Entry) -> None:
    await EntryRow.filter(id=entry.id).update(
        starts_at=entry.starts_at,
        minutes=entry.minutes,
        mode=entry.mode.value,
        is_deputy=entry.is_deputy,
        visit_key=entry.visit_key,
        previous_at=entry.previous_at,
        version=entry.version + 1,
    )
