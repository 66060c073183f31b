"""Quarterly reports of an office: published for good, or worked out as things stand; when they are due."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, AgencyKind
from hearing_state.clock import day_of
from hearing_state.db import row, rows
from hearing_state.deadlines.calendars import calendar_in_force
from hearing_state.deadlines.standing import Standing, standing_of
from hearing_state.deadlines.working_calendar import WorkingCalendar
from hearing_state.errors import NotFound
from meetings.duties import queries as duties
from meetings.duties.duty import Period, PeriodKind, period_of
from meetings.record.counting import MeetingLine, counted
from meetings.record.report import Figures, due_on, figures_from, quarter

LISTED_QUARTERS = 8
_OFFICE, _MINISTRY = "progress_by_day", "minister_report_by_day"
_ONE = """
SELECT p.figures::text AS figures, p.published_at FROM record_progress p WHERE p.agency_id = $1 AND p.year = $2 AND p.quarter = $3
"""
_PUBLISHED = "SELECT p.agency_id, p.year, p.quarter, p.published_at FROM record_progress p WHERE p.agency_id = ANY ($1::uuid[])"
# From which quarter on an office owes reports: since its duties, or its meetings, are counted.
_SINCE = """
SELECT a.id, least((SELECT min(d.counted_from) FROM duties_duty d WHERE d.agency_id = a.id AND d.from_on <= $2
                       AND (d.until_on IS NULL OR d.until_on >= $2)),
                   (SELECT min(m.starts_at AT TIME ZONE 'Asia/Almaty')::date FROM schedule_meeting m
                     WHERE m.agency_id = a.id AND m.state IN ('held', 'recorded'))) AS since
  FROM agencies_agency a WHERE a.id = ANY ($1::uuid[])
"""


@dataclass(frozen=True, slots=True)
class Due:
    """A quarter of an office: when its report is due, and how that stands."""

    agency: Agency
    period: Period
    due_on: date
    published_at: datetime | None
    standing: Standing | None

    @property
    def year(self) -> int:
        return self.period.from_on.year


@dataclass(frozen=True, slots=True)
class Progress:
    """``is_over``: the quarter has ended. Published figures stand; the others are worked out when somebody looks."""

    due: Due
    figures: Figures
    meetings: Sequence[MeetingLine]
    is_over: bool

    @property
    def is_published(self) -> bool:
        return self.due.published_at is not None


async def progress(context: Context, slug: str, year: int, number: int) -> Progress:
    """Raises NotFound for a body, or a quarter, that is not there or has not begun."""
    body = await agencies.by_slug(context, slug)
    period = quarter(year, number)
    if context.today < period.from_on:
        raise NotFound("progress.not_found")
    found = await row(_ONE, body.id, year, number)
    figures, meetings = await counted(context, body.id, period)
    if found is not None:
        figures = figures_from(json.loads(found["figures"]))
    is_over = context.today > period.until_on
    due = (await _terms(context)).due(body, period, found["published_at"] if found else None)
    return Progress(due, figures, meetings, is_over)


async def reports_of(context: Context, slug: str) -> tuple[Agency, list[Due]]:
    """The last quarters of an office, the newest first, with how each report stands. Raises NotFound."""
    body = await agencies.by_slug(context, slug)
    return body, await quarters_of(context, body)


async def quarters_of(context: Context, body: Agency) -> list[Due]:
    """The same of an office that is at hand."""
    found = await _since(context, [body.id])
    since = found.get(body.id)
    published = await _published(context, [body.id])
    terms = await _terms(context)
    return [
        terms.due(body, each, published.get((body.id, each.from_on.year, each.number)))
        for each in _quarters(context.today, since)
    ]


async def due_reports(context: Context, agency_ids: Sequence[UUID]) -> list[Due]:
    """Of these offices: reports of quarters that ended and are not published, the longest due first."""
    bodies = await agencies.agencies(context, agency_ids)
    since, published = await _since(context, list(bodies)), await _published(context, list(bodies))
    terms = await _terms(context)
    found = [
        terms.due(body, each, None)
        for body in bodies.values()
        if not body.is_dissolved
        for each in _quarters(context.today, since.get(body.id))
        if each.until_on < context.today and (body.id, each.from_on.year, each.number) not in published
    ]
    return sorted(found, key=lambda each: (each.due_on, each.agency.name_kk))


@dataclass(frozen=True, slots=True)
class _Terms:
    """By which day of the next month a report is owed, and how days are counted; read once for all offices and quarters."""

    norms: Mapping[str, int]
    calendar: WorkingCalendar
    today: date

    def due(self, body: Agency, period: Period, published_at: datetime | None) -> Due:
        """By the 25th of the next month; a ministry's by the 10th (resolution 12)."""
        last = due_on(period, self.norms[_MINISTRY if body.kind is AgencyKind.MINISTRY else _OFFICE])
        if self.today <= period.until_on:
            return Due(body, period, last, None, None)
        settled_on = day_of(published_at) if published_at else None
        standing = standing_of(last, settled_on, None, self.today, self.calendar)
        return Due(body, period, last, published_at, standing)


async def _terms(context: Context) -> _Terms:
    norms = await duties.norms_in_force(context, (_MINISTRY, _OFFICE))
    return _Terms(norms, await calendar_in_force(), context.today)


async def _since(context: Context, agency_ids: list[UUID]) -> dict[UUID, date]:
    return {
        each["id"]: each["since"]
        for each in await rows(_SINCE, agency_ids, context.today)
        if each["since"] is not None
    }


async def _published(context: Context, agency_ids: list[UUID]) -> dict[tuple[UUID, int, int], Any]:
    del context
    return {
        (each["agency_id"], each["year"], each["quarter"]): each["published_at"]
        for each in await rows(_PUBLISHED, agency_ids)
    }


def _quarters(today: date, since: date | None) -> Iterator[Period]:
    """The quarters that are counted for an office, the newest first."""
    if since is None:
        return
    period = period_of(today, PeriodKind.QUARTER)
    for _each in range(LISTED_QUARTERS):
        if period.until_on < since:
            return
        yield period
        period = period.before
