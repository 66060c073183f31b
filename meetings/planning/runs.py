"""Proposals for many offices as their page shows them: how far they are, which offices lack meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows, value
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.planning import kept, sight
from meetings.planning.plan import Run

_LACKING = """
SELECT p.agency_id, p.part, sum((u ->> 'number')::int) AS unmet
  FROM planning_plan p, jsonb_array_elements(p.report -> 'unmet') AS u
 WHERE p.run_id = $1 GROUP BY p.agency_id, p.part ORDER BY unmet DESC, p.agency_id LIMIT 50
"""


@dataclass(frozen=True, slots=True)
class RunShown:
    """How far proposals for many offices are; ``lacking``: offices whose draft misses meetings, the worst first."""

    run: Run
    place: Place | None
    plans: int
    lacking: Sequence[tuple[Agency, str, int]]


async def run_shown(context: Context, run_id: UUID) -> RunShown:
    """Raises Forbidden, SignInNeeded, NotFound."""
    require(context, "plan.see_runs")
    found = await kept.run(context, run_id)
    await sight.must_see_run(context, found)
    places = await territories.places(context, [found.place_code] if found.place_code else [])
    worst = await rows(_LACKING, run_id)
    bodies = await agencies.agencies(context, [each["agency_id"] for each in worst])
    lacking = [(bodies[each["agency_id"]], each["part"], int(each["unmet"])) for each in worst]
    plans = int(await value("SELECT count(*) FROM planning_plan WHERE run_id = $1", run_id))
    return RunShown(found, places.get(found.place_code or ""), plans, lacking)
