"""Plans, entries, absences and runs as they lie in the tables, made into nouns. Who may see them is asked in sight.py."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import row, rows
from hearing_state.errors import NotFound
from meetings.planning.plan import (
    Absence,
    AbsenceReason,
    Dispatch,
    Entry,
    Paper,
    Plan,
    Recipient,
    Run,
    State,
    Wanted,
)
from meetings.schedule.meeting import Mode

PLAN_COLUMNS = """
p.id, p.ref, p.agency_id, p.year, p.part, p.from_on, p.until_on, p.state, p.version, p.wanted::text AS wanted,
p.report::text AS report, p.proposed_at, p.submitted_at, p.submitted_by, p.approved_at, p.remark, p.figures::text AS figures
"""
_ENTRY_COLUMNS = """
e.id, e.plan_id, e.rule_key, e.place_code, e.period_key, e.starts_at, e.minutes, e.mode, e.is_deputy, e.visit_key, e.is_fixed,
e.note, e.previous_at, e.version, e.meeting_id
"""
_LIVING = "p.state <> 'withdrawn'"
_ONE = f"SELECT {PLAN_COLUMNS} FROM planning_plan p WHERE p.ref = $1"
_AT = f"SELECT {PLAN_COLUMNS} FROM planning_plan p WHERE p.agency_id = $1 AND p.part = $2 AND {_LIVING}"
_OVERLAPPING = f"""
SELECT {PLAN_COLUMNS} FROM planning_plan p
 WHERE p.agency_id = ANY ($1::uuid[]) AND p.from_on <= $3 AND p.until_on >= $2 AND {_LIVING} ORDER BY p.agency_id, p.from_on
"""
_ENTRIES = f"""
SELECT {_ENTRY_COLUMNS} FROM planning_entry e WHERE e.plan_id = $1 AND (e.removed_at IS NOT NULL) = $2 ORDER BY e.starts_at, e.id
"""
_ABSENCES = """
SELECT id, agency_id, from_on, until_on, reason FROM planning_absence
 WHERE agency_id = ANY ($1::uuid[]) AND ended_at IS NULL AND from_on <= $3 AND until_on >= $2 ORDER BY from_on, id
"""
_DISPATCHES = (
    "SELECT recipient, sent_on, number, contact <> '' AS by_letter FROM planning_dispatch WHERE plan_id = $1"
)
_PAPERS = "SELECT agency_id, approved_on, number, source FROM planning_paper WHERE agency_id = ANY ($1::uuid[]) AND year = $2"
_RUN = """
SELECT r.id, r.place_code, r.part, r.requested_at, r.finished_at, r.pieces,
       count(i.done_at)::int AS pieces_done, coalesce(json_agg(i.figures) FILTER (WHERE i.done_at IS NOT NULL), '[]')::text AS figures
  FROM planning_run r LEFT JOIN planning_piece i ON i.run_id = r.id WHERE {where} GROUP BY r.id ORDER BY r.requested_at DESC LIMIT 20
"""


async def papers(context: Context, agency_ids: Iterable[UUID], year: int) -> dict[UUID, Paper]:
    """Approvals on paper of one year, by office."""
    del context
    found = await rows(_PAPERS, list(agency_ids), year)
    return {each["agency_id"]: Paper(each["approved_on"], each["number"], each["source"]) for each in found}


async def plan(context: Context, ref: str) -> Plan:
    """By its reference, withdrawn ones too. Raises NotFound."""
    del context
    found = await row(_ONE, ref)
    if found is None:
        raise NotFound("plan.not_found")
    return plan_from(found)


async def living_at(context: Context, agency_id: UUID, part: str) -> Plan | None:
    """The living plan of exactly this year or half-year."""
    del context
    found = await row(_AT, agency_id, part)
    return plan_from(found) if found else None


async def living_between(
    context: Context, agency_ids: Iterable[UUID], from_on: date, until_on: date
) -> list[Plan]:
    """Living plans of these offices that have days in common with a stretch."""
    del context
    return [plan_from(each) for each in await rows(_OVERLAPPING, list(agency_ids), from_on, until_on)]


async def entries(context: Context, plan_id: UUID, *, removed: bool = False) -> list[Entry]:
    """A plan's entries in the order of their hours; or those that were taken out of it."""
    del context
    return [_entry(each) for each in await rows(_ENTRIES, plan_id, removed)]


async def absences(
    context: Context, agency_ids: Iterable[UUID], from_on: date, until_on: date
) -> list[Absence]:
    """Days between two on which these offices' heads are away."""
    del context
    found = await rows(_ABSENCES, list(agency_ids), from_on, until_on)
    return [Absence(**{**each, "reason": AbsenceReason(each["reason"])}) for each in found]


async def dispatches(context: Context, plan_id: UUID) -> dict[Recipient, Dispatch]:
    del context
    found = [
        Dispatch(**{**each, "recipient": Recipient(each["recipient"])})
        for each in await rows(_DISPATCHES, plan_id)
    ]
    return {each.recipient: each for each in found}


async def run(context: Context, run_id: UUID) -> Run:
    """Raises NotFound."""
    del context
    found = await row(_RUN.format(where="r.id = $1"), run_id)
    if found is None:
        raise NotFound("plan.no_such_run")
    return _run(found)


async def runs(context: Context) -> list[Run]:
    """The latest twenty, newest first."""
    del context
    return [_run(each) for each in await rows(_RUN.format(where="true"))]


def plan_from(found: dict[str, Any]) -> Plan:
    return Plan(
        **{
            **found,
            "state": State(found["state"]),
            "wanted": Wanted.read(json.loads(found["wanted"])),
            "report": json.loads(found["report"]),
            "figures": json.loads(found["figures"]),
        }
    )


def _entry(found: dict[str, Any]) -> Entry:
    return Entry(**{**found, "mode": Mode(found["mode"])})


def _run(found: dict[str, Any]) -> Run:
    summed: dict[str, int] = {}
    for piece in json.loads(found["figures"]):
        for name, number in piece.items():
            summed[name] = summed.get(name, 0) + number
    return Run(**{**found, "figures": summed})
