"""What machines read of bodies: the list part by part, and what became of bodies lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.queries import AGENCY_COLUMNS, agency_from
from hearing_state.agencies.register import Wanted, narrowed
from hearing_state.db import rows
from hearing_state.web.parts import PART_SIZE, Part, part_of

NEWS_MAX = 100
_PART = """
SELECT {columns} FROM agencies_agency a {where} AND ($5::uuid IS NULL OR a.id < $5) ORDER BY a.id DESC LIMIT $6
"""
_NEWS = """
SELECT n.id, n.kind, n.on_day FROM (
  SELECT a.id, 'founded' AS kind, a.founded_on AS on_day FROM agencies_agency a {where}
  UNION ALL SELECT a.id, 'dissolved', a.dissolved_on FROM agencies_agency a {where} AND a.dissolved_on IS NOT NULL
  UNION ALL SELECT a.id, 'renamed', f.until_on FROM agencies_agency a JOIN agencies_former_name f ON f.agency_id = a.id {where}
) n ORDER BY n.on_day DESC, n.kind = 'founded', n.id DESC, n.kind LIMIT $5
"""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that became of a body."""

    agency: Agency
    kind: Literal["founded", "renamed", "dissolved"]
    on: date


async def part(
    context: Context, wanted: Wanted, after: UUID | None = None, size: int = PART_SIZE
) -> Part[Agency]:
    """The newest first; dissolved ones only where they are wanted."""
    del context
    where, params = narrowed(wanted)
    found = await rows(_PART.format(columns=AGENCY_COLUMNS, where=where), *params, after, size + 1)
    return part_of([agency_from(each) for each in found], lambda each: each.id, size)


async def news(context: Context, wanted: Wanted, limit: int = NEWS_MAX) -> Sequence[News]:
    """Founded, renamed, dissolved: the latest first."""
    where, params = narrowed(wanted)
    found = await rows(_NEWS.format(where=where), *params, limit)
    bodies = await queries.agencies(context, [each["id"] for each in found])
    return [News(bodies[each["id"]], each["kind"], each["on_day"]) for each in found]
