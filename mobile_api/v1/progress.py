"""Quarterly reports of offices: which are published, which are owed, what they say."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from meetings.record import queries
from meetings.record.report import QUARTERS, YEAR_MAX, YEAR_MIN
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.v1 import progress_shapes as shapes
from mobile_api.v1.agencies import BySlug
from mobile_api.v1.shapes import Body


class ByQuarter(BySlug):
    year: Annotated[int, Field(ge=YEAR_MIN, le=YEAR_MAX)]
    quarter: Annotated[int, Field(ge=QUARTERS[0], le=QUARTERS[-1])]


async def list_reports(context: Context, path: BySlug) -> shapes.ReportsOfBody:
    """The office's quarters since its duties are counted, each with its report's legal day and how that stands."""
    body, found = await queries.reports_of(context, path.slug)
    return shapes.ReportsOfBody(body=Body.of(body), reports=shapes.briefs(found))


async def show_report(context: Context, path: ByQuarter) -> shapes.ReportShown:
    """One quarter: every figure with its formula, and the meetings that it is the sum of."""
    return shapes.ReportShown.of(await queries.progress(context, path.slug, path.year, path.quarter))


_LIST = "/bodies/{slug}/progress"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", _LIST, list_reports, reads=queries.reports_of, fresh_seconds=10),
    endpoint("GET", f"{_LIST}/{{year}}/{{quarter}}", show_report, reads=queries.progress, fresh_seconds=10),
)
