"""The quarterly report of an office: as a page, as CSV, as a spreadsheet; and the list of its quarters."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.web import Page, context_of, render
from meetings.record import queries, wording
from meetings.record.report import QUARTERS, YEAR_MAX, YEAR_MIN
from meetings.record.report_wording import counted_meetings, quarter_name
from meetings.record.sheet import as_csv, as_xlsx, report_lines

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def quarter_in(request: Request) -> tuple[int, int]:
    """Year and quarter of the address. Raises NotFound."""
    year, number = (str(request.path_params[name]) for name in ("year", "quarter"))
    if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
        raise NotFound("progress.not_found")
    if len(year) != len(str(YEAR_MAX)) or not YEAR_MIN <= int(year) <= YEAR_MAX:
        raise NotFound("progress.not_found")
    if len(number) > 1 or int(number) not in QUARTERS:
        raise NotFound("progress.not_found")
    return int(year), int(number)


async def progress_in(request: Request) -> queries.Progress:
    return await queries.progress(context_of(request), request.path_params["slug"], *quarter_in(request))


async def show(request: Request) -> Response:
    found = await progress_in(request)
    return render(
        request,
        "meetings/record/pages/progress.html",
        found=found,
        lines=list(report_lines(found)),
        quarter_name=quarter_name,
        counted_meetings=counted_meetings,
        words=wording,
    )


async def show_csv(request: Request) -> Response:
    found = await progress_in(request)
    return _file(as_csv(found), found, "csv", "text/csv; charset=utf-8")


async def show_xlsx(request: Request) -> Response:
    found = await progress_in(request)
    return _file(as_xlsx(found, context_of(request).now), found, "xlsx", XLSX)


async def show_list(request: Request) -> Response:
    body, quarters = await queries.reports_of(context_of(request), request.path_params["slug"])
    return render(
        request,
        "meetings/record/pages/progress_list.html",
        body=body,
        quarters=quarters,
        quarter_name=quarter_name,
    )


def _file(content: bytes, found: queries.Progress, ending: str, media_type: str) -> Response:
    name = f"{found.due.agency.slug}-{found.due.period.key}.{ending}"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, headers=headers, media_type=media_type)


_PATH = "/bodies/{slug}/progress/{year}/{quarter}"
PAGES = (
    Page.get(
        "progress.list", "/bodies/{slug}/progress", show_list, reads=queries.reports_of, fresh_seconds=10
    ),
    Page.get("progress.show", _PATH, show, reads=queries.progress, fresh_seconds=10),
    Page.get("progress.csv", f"{_PATH}/report.csv", show_csv, reads=queries.progress),
    Page.get("progress.xlsx", f"{_PATH}/report.xlsx", show_xlsx, reads=queries.progress),
)
