"""An administrator writes down that a year's calendar was approved on paper, before the office worked in this house (Decree 826).

Otherwise an office that kept its day would stand as overdue, because the house came later. What was approved since is approved here.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import AKIMS
from hearing_state.db import execute
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import new_id
from hearing_state.permissions import Subject
from meetings.planning.plan import YEAR_MAX, YEAR_MIN

_INSERT = """
INSERT INTO planning_paper (id, agency_id, year, approved_on, number, source, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (agency_id, year) DO NOTHING
"""
SOURCE_MIN, SOURCE_MAX = 5, 500


class RecordPaper(Wish):
    """``number``: of the act by which it was approved. ``source``: where it can be read; everybody reads it."""

    agency: str = Field(max_length=200)
    year: int = Field(ge=YEAR_MIN, le=YEAR_MAX)
    approved_on: date
    number: str = Field(min_length=1, max_length=40)
    source: str = Field(min_length=SOURCE_MIN, max_length=SOURCE_MAX)


async def about(context: Context, wish: RecordPaper) -> Subject:
    return await agencies.subject(context, wish.agency)


@action("plan.record_paper", entry="plan.paper_recorded", about=about)
async def record_paper(context: Context, wish: RecordPaper) -> None:
    """Once for a year. Raises Invalid for a day on which the office worked here already, or that is not of that year's plan."""
    body = await agencies.by_slug(context, wish.agency)
    if body.kind not in AKIMS:
        raise Invalid("plan.no_paper_of_that_office", field="agency")
    if not date(wish.year - 1, 7, 1) <= wish.approved_on <= date(wish.year, 12, 31):
        raise Invalid("plan.paper_of_another_year", field="approved_on")
    if wish.approved_on >= body.founded_on:
        raise Invalid("plan.paper_since_here", field="approved_on", since=body.founded_on)
    values = (wish.year, wish.approved_on, wish.number, wish.source, context.now)
    if not await execute(_INSERT, new_id(), body.id, *values):
        raise Conflict("plan.paper_recorded_already")
    context.record("plan.paper_recorded", body.slug, **wish.model_dump(mode="json", exclude={"agency"}))
