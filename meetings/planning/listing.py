"""Offices and how their year stands: one's own, and those beneath."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS, Agency
from hearing_state.db import row, rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.standing import Standing
from hearing_state.permissions import Role
from hearing_state.territories.place import level_of
from hearing_state.web.paging import PAGE_SIZE, Paged
from meetings.duties import queries as duties
from meetings.planning import kept, sight
from meetings.planning.plan import Paper, Plan, Run
from meetings.planning.yearly import Duty, approved_on, day_in, legal_days

Filter = Literal["all", "none", "drafted", "submitted", "approved"]
FILTERS: Sequence[Filter] = get_args(Filter)
_DIGITS = {"oblast": 2, "district": 4, "sub_district": 6, "settlement": 9}
_LIVING = "SELECT 1 FROM planning_plan p WHERE p.agency_id = a.id AND p.year = $1 AND p.state"
_WHERE: Mapping[Filter, str] = {
    "all": "true",
    "none": f"NOT EXISTS ({_LIVING} <> 'withdrawn')",
    "drafted": f"EXISTS ({_LIVING} = 'drafted')",
    "submitted": f"EXISTS ({_LIVING} = 'submitted')",
    "approved": f"EXISTS ({_LIVING} = 'approved')",
}
# $2 kinds of offices, $3 beginnings of codes (none: the whole country), $4 the offices themselves, which are listed above.
_BENEATH = """
FROM agencies_agency a
 WHERE a.dissolved_on IS NULL AND a.kind = ANY ($2::text[]) AND NOT a.id = ANY ($4::uuid[])
   AND (cardinality($3::text[]) = 0 OR a.place_code LIKE ANY ($3::text[])) AND $1::int IS NOT NULL
"""
_KNOWN_FROM = """
SELECT agency_id, min(counted_from) AS known_from FROM duties_duty WHERE agency_id = ANY ($1::uuid[]) GROUP BY agency_id
"""


@dataclass(frozen=True, slots=True)
class Line:
    """An office in one year: its plans, and how it stands towards the legal day of approval (none where it has none)."""

    agency: Agency
    plans: Sequence[Plan]
    standing: Standing | None
    due_on: date | None
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """``beneath`` is empty for an office that has none under it."""

    own: Sequence[Line]
    beneath: Paged[Line] | None
    counts: Mapping[Filter, int]
    runs: Sequence[Run]
    may_propose_many: bool


async def listed(context: Context, year: int, wanted: Filter = "all", page: int = 1) -> Listed:
    """Raises Forbidden, SignInNeeded."""
    require(context, "plan.see_list")
    own = await agencies.agencies(context, sight.own_agencies(context))
    over = [each.place_code for each in own.values() if each.place_code and each.kind in AKIMS]
    sees_all = bool(context.actor.roles & {Role.ADMINISTRATOR, Role.AUDITOR})
    patterns = [] if sees_all else [f"{code[: _DIGITS[level_of(code).value]]}%" for code in over]
    params = (year, sorted(AKIMS), patterns, list(own))
    counts = await _counts(params) if sees_all or patterns else dict.fromkeys(FILTERS, 0)
    sees_runs = bool(counts["all"]) and context.actor.roles & {
        Role.OFFICIAL,
        Role.HEAD,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    }
    return Listed(
        own=await lines(context, sorted(own.values(), key=lambda each: each.name_kk), year),
        beneath=await _beneath(context, params, wanted, page, counts[wanted]) if counts["all"] else None,
        counts=counts,
        runs=await _runs(context, patterns) if sees_runs else [],
        may_propose_many=bool(sees_runs and context.actor.roles - {Role.AUDITOR, Role.CLERK}),
    )


async def _runs(context: Context, patterns: Sequence[str]) -> list[Run]:
    """Those of the own territory; of the whole country where nothing narrows it."""
    starts = tuple(each.rstrip("%") for each in patterns)
    return [
        each for each in await kept.runs(context) if not starts or (each.place_code or "").startswith(starts)
    ]


async def _counts(params: tuple[object, ...]) -> dict[Filter, int]:
    asked = ", ".join(f"count(*) FILTER (WHERE {where}) AS {name}" for name, where in _WHERE.items())
    asked = asked.replace("AS all", 'AS "all"')
    found = await row(f"SELECT {asked} {_BENEATH}", *params)
    return {name: int(found[name]) if found else 0 for name in FILTERS}


async def _beneath(
    context: Context, params: tuple[object, ...], wanted: Filter, page: int, total: int
) -> Paged[Line]:
    year = int(str(params[0]))
    sql = (
        f"SELECT {agencies.AGENCY_COLUMNS} {_BENEATH} AND {_WHERE[wanted]} ORDER BY a.place_code, a.id"
        f" LIMIT {PAGE_SIZE} OFFSET $5"
    )
    found = [agencies.agency_from(each) for each in await rows(sql, *params, (page - 1) * PAGE_SIZE)]
    return Paged(await lines(context, found, year), page, total)


async def lines(context: Context, offices: Iterable[Agency], year: int) -> list[Line]:
    """These offices with their living plans of the year, in their order."""
    asked = list(offices)
    ids = [each.id for each in asked]
    plans: dict[UUID, list[Plan]] = {}
    for plan in await kept.living_between(context, ids, date(year, 1, 1), date(year, 12, 31)):
        plans.setdefault(plan.agency_id, []).append(plan)
    known = {found["agency_id"]: found["known_from"] for found in await rows(_KNOWN_FROM, ids)}
    papers = await kept.papers(context, ids, year)
    norms = await duties.norms_in_force(context, Duty)
    calendar = await deadlines.working_calendar(context)
    due_on = day_in(year, norms[Duty.APPROVED])
    made = []
    for each in asked:
        since = known.get(each.id)
        standing = None
        if each.kind in AKIMS and since is not None and since <= due_on <= calendar.until_on:
            paper = papers.get(each.id)
            approved = paper.approved_on if paper else approved_on(plans.get(each.id, ()), year, since)
            settled = {Duty.APPROVED: approved}
            standing = legal_days(norms, year, settled, context.today, calendar)[0].standing
        made.append(
            Line(each, plans.get(each.id, ()), standing, due_on if standing else None, papers.get(each.id))
        )
    return made
