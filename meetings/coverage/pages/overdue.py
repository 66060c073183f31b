"""All places that wait too long, in the country or under one place: page by page, and as a table to take away."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import N_
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import Page, Paged, context_of, page_number, render
from hearing_state.web.sources import Source
from hearing_state.web.taken import CSV, taken
from meetings.coverage import waiting
from meetings.coverage.line import Line
from meetings.coverage.table import as_csv
from meetings.coverage.waiting import CSV_MAX
from meetings.coverage.wording import WORDING
from meetings.duties.duty import Standing

OVERDUE = (Standing.OVERDUE,)


async def overdue(
    context: Context, code: str | None = None, page: int = 1
) -> tuple[list[Place], Paged[Line]]:
    """The place with all above it, and one page of what is overdue under it. Raises NotFound."""
    line = await territories.line(context, code) if code else []
    return line, await waiting.lines(context, line[-1] if line else None, OVERDUE, page)


async def show(request: Request) -> Response:
    line, found = await overdue(context_of(request), request.path_params.get("code"), page_number(request))
    return render(
        request,
        "meetings/coverage/pages/overdue.html",
        line=line,
        shown=line[-1] if line else None,
        found=found,
        **WORDING,
    )


async def table(context: Context, code: str | None = None, page: int = 1) -> tuple[str, bool]:
    """What is overdue as CSV, and whether there is more. Raises NotFound."""
    unit = (await territories.line(context, code))[-1] if code else None
    found = await waiting.lines(context, unit, OVERDUE, page, size=CSV_MAX)
    return as_csv(found.items), found.number < found.pages


async def take(request: Request) -> Response:
    context, code, page = context_of(request), request.path_params.get("code"), page_number(request)
    content, is_more = await table(context, code, page)
    following = (
        f"{context.settings.site_url.rstrip('/')}{request.url.path}?page={page + 1}" if is_more else ""
    )
    name = f"overdue-{code or 'kz'}-{context.today.isoformat()}.csv"
    return taken(request, content, CSV, file_name=name, following=following)


SOURCES = (
    Source(N_("Where a meeting is overdue"), "CSV", "coverage.overdue_csv"),
    Source(N_("Where a meeting is overdue"), "CSV", "coverage.overdue_in_csv", place="code", is_whole=False),
)
PAGES = (
    Page.get("coverage.overdue", "/coverage/overdue", show, reads=overdue, fresh_seconds=10),
    Page.get("coverage.overdue_csv", "/coverage/overdue.csv", take, reads=table, fresh_seconds=10),
    Page.get("coverage.overdue_in", "/coverage/{code}/overdue", show, reads=overdue, fresh_seconds=10),
    Page.get("coverage.overdue_in_csv", "/coverage/{code}/overdue.csv", take, reads=table, fresh_seconds=10),
)
