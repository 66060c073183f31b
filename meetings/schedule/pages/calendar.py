"""The public calendar: one month at a glance, or a list; filters are links that can be kept and sent on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, page_number, render, url
from meetings.schedule import listing, wording
from meetings.schedule.pages.asked import Asked, asked_of
from meetings.schedule.pages.grid import LINES_OF_A_DAY, weeks_of

CHILDREN_MAX = 40
_ONE_DAY = timedelta(days=1)


async def show(request: Request) -> Response:
    context = context_of(request)
    topics = await agencies.topics(context)
    asked = await asked_of(request, topics)
    shown = await (_month(context, asked) if asked.view == "month" else _list(context, asked, request))
    place = asked.place
    return render(
        request,
        "meetings/schedule/pages/calendar.html",
        asked=asked,
        topics=[(each.key, local_name(each)) for each in topics],
        topic_names={each.key: local_name(each) for each in topics},
        line=await territories.line(context, place.code) if place else [],
        children=(await territories.children(context, place.code if place else None))[:CHILDREN_MAX],
        words=wording,
        subscription=_subscription(context, asked),
        **shown,
    )


def _subscription(context: Context, asked: Asked) -> str:
    """The calendar file as an address that telephones and desks read again by themselves; none for the whole country."""
    if asked.place:
        path = url("meeting.calendar_of_place", code=asked.place.code)
    elif asked.agency:
        path = url("meeting.calendar_of_body", slug=asked.agency.slug)
    else:
        return ""
    return f"webcal://{context.settings.site_url.rstrip('/').partition('://')[2]}{path}"


async def _month(context: Context, asked: Asked) -> dict[str, Any]:
    filters, after = asked.filters(), listing.next_month(asked.month)
    days = await listing.month(context, filters, asked.month)
    is_empty = not days
    return {
        "weeks": await weeks_of(context, asked.month, days),
        "lines_of_a_day": LINES_OF_A_DAY,
        "total": sum(each.count for each in days.values()),
        "cancelled": sum(each.cancelled for each in days.values()),
        "is_empty": is_empty,
        "month_name": wording.month_name(asked.month),
        "before": _month_link(asked.month_before, asked.month),
        "after": _month_link(asked.month_after(context.today), asked.month),
        "is_this_month": asked.month == context.today.replace(day=1),
        "next_on": await listing.next_day(context, filters, max(after, context.today)) if is_empty else None,
        "last_on": await listing.last_day(context, filters, asked.month) if is_empty else None,
    }


async def _list(context: Context, asked: Asked, request: Request) -> dict[str, Any]:
    filters = asked.filters()
    page = await listing.listed(context, filters, page_number(request))
    start, any_state = asked.day or context.today, replace(filters, state="")
    is_empty = not page.items
    return {
        "page": page,
        "is_more_than_counted": page.total >= listing.COUNTED_MAX,
        "is_empty": is_empty,
        "next_on": await listing.next_day(context, any_state, start + _ONE_DAY)
        if asked.day or is_empty
        else None,
        "last_on": await listing.last_day(context, any_state, start) if asked.day or is_empty else None,
    }


def _month_link(first: date | None, shown: date) -> tuple[str, str] | None:
    """The month as the address says it, and its name."""
    return (f"{first:%Y-%m}", wording.near_month(first, shown)) if first else None


PAGES = (Page.get("meeting.list", "/meetings", show, reads=listing.listed, fresh_seconds=10),)
