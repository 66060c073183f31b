"""The receptions ahead of an office and who comes to each: files that are due, the list that closes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import rows
from hearing_state.deadlines.standing import Standing
from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from meetings.receptions import queries
from meetings.receptions.booking import Hours
from meetings.receptions.preparing import Preparation, Terms
from meetings.receptions.request import Case

AHEAD_MAX = 20
_AHEAD = f"""
SELECT {queries.HOURS} FROM receptions_hours h WHERE h.agency_id = ANY ($1::uuid[]) AND h.published_at IS NOT NULL
   AND h.cancelled_at IS NULL AND h.ends_at > $2 ORDER BY h.starts_at, h.id LIMIT {AHEAD_MAX}
"""
_COMING = """
SELECT b.hours_id, b.appointed_on, b.file_ready_at FROM receptions_booking b
 WHERE b.hours_id = ANY ($1::uuid[]) AND b.state = 'appointed' ORDER BY b.slot_at
"""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A reception before its office. ``file``: how that visitor's file stands that is worst; none where nobody comes, or all are ready."""

    hours: Hours
    agency: Agency
    terms: Terms | None
    is_list_final: bool
    visitors: int
    files_ready: int
    file: Standing | None


@dataclass(frozen=True, slots=True)
class Visitors:
    """The list of one reception, by the hour."""

    ahead: Ahead
    cases: Sequence[Case]


async def ahead(context: Context) -> list[Ahead]:
    """Of the reader's offices, the nearest first. Raises Forbidden, SignInNeeded."""
    require(context, "reception.see_desk")
    found = [Hours(**each) for each in await rows(_AHEAD, queries.own_agencies(context), context.now)]
    return await _ahead(context, found)


async def visitors(context: Context, ref: str) -> Visitors:
    """For the office and the auditor; for everybody else there is no such page: NotFound."""
    require(context, "reception.see_desk")
    hours = await queries.hours(context, ref)
    if hours.agency_id not in queries.own_agencies(context) and Role.AUDITOR not in context.actor.roles:
        raise NotFound("reception.not_found")
    (line,) = await _ahead(context, [hours])
    return Visitors(line, await queries.received_at(context, hours))


async def _ahead(context: Context, found: Sequence[Hours]) -> list[Ahead]:
    bodies = await agencies.agencies(context, [each.agency_id for each in found])
    asked = await queries.preparation(context)
    coming = await rows(_COMING, [each.id for each in found])
    made = []
    for hours in found:
        terms = asked.terms(hours.starts_at)
        files = _files(asked, terms, hours.id, coming)
        waiting = [each for each in files if each.is_open]
        made.append(
            Ahead(
                hours,
                bodies[hours.agency_id],
                terms,
                asked.is_list_final(hours.starts_at),
                sum(each["hours_id"] == hours.id for each in coming),
                len(files) - len(waiting),
                min(waiting, key=lambda each: each.due_on or context.today, default=None),
            )
        )
    return made


def _files(
    asked: Preparation, terms: Terms | None, hours_id: UUID, coming: Sequence[dict[str, Any]]
) -> list[Standing]:
    if terms is None:
        return []
    return [
        asked.file(terms, each["appointed_on"], each["file_ready_at"])
        for each in coming
        if each["hours_id"] == hours_id
    ]
