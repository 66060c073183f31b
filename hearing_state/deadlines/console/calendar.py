"""The working calendar of a year: every day that is not as its weekday says, and the decrees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.deadlines import queries
from hearing_state.deadlines.statutory_clock import add_months
from hearing_state.deadlines.wording import certainty, month_name, why_day
from hearing_state.deadlines.working_calendar import ONE_DAY, Day, Why, WorkingCalendar
from hearing_state.web import Page, context_of, render


@dataclass(frozen=True)
class YearShown:
    """``special``: days with a reason of their own; ``months``: first day and number of working days."""

    year: int
    years: tuple[int, ...]
    special: tuple[Day, ...]
    months: tuple[tuple[date, int], ...]
    working_days: int
    calendar: WorkingCalendar


async def year_shown(context: Context, year: int) -> YearShown:
    require(context, "calendar.see")
    calendar = await queries.working_calendar(context)
    years = tuple(range(calendar.from_on.year, calendar.until_on.year + 1))
    year = min(max(year, years[0]), years[-1])
    firsts = [date(year, month, 1) for month in range(1, 13)]
    before = date(year - 1, 12, 31)
    months = tuple((first, _working_days(calendar, first)) for first in firsts)
    days = [
        day for day in calendar.days(before, min(date(year, 12, 31), calendar.until_on)) if _is_special(day)
    ]
    return YearShown(year, years, tuple(days), months, sum(number for _first, number in months), calendar)


def _working_days(calendar: WorkingCalendar, first: date) -> int:
    return calendar.working_days_between(first - ONE_DAY, add_months(first, 1) - ONE_DAY)


def _is_special(day: Day) -> bool:
    return day.why not in {Why.WORKING, Why.WEEKEND} or bool(day.source)


async def show(request: Request) -> Response:
    context = context_of(request)
    asked = request.query_params.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else context.today.year  # noqa: PLR2004 - a year
    return render(
        request,
        "deadlines/console/calendar.html",
        shown=await year_shown(context, year),
        decrees=await queries.all_decrees(context),
        health=await queries.calendar_health(context),
        why=why_day,
        month_name=month_name,
        certainty=certainty,
    )


PAGES = (Page.get("calendar.show", "/calendar", show, reads=year_shown),)
