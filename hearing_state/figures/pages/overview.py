"""The whole country, and one oblast: by region, and body by body, the slowest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.figures import overview
from hearing_state.figures.bounds import bounds
from hearing_state.figures.wording import WORDING
from hearing_state.web import Page, context_of, page_number, render


async def show(request: Request) -> Response:
    found = await overview.overview(
        context_of(request),
        request.path_params.get("code", ""),
        request.query_params.get("month", ""),
        page_number(request),
    )
    return render(
        request, "figures/pages/overview.html", found=found, fewest=bounds().fewest_ranked, **WORDING
    )


async def take(request: Request) -> Response:
    asked = request.query_params
    edition, table = await overview.month_table(
        context_of(request), asked.get("month", ""), asked.get("version", "")
    )
    name = f"figures-{edition.month.written}-{edition.version}.csv"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(table, media_type="text/csv", headers=headers)


PAGES = (
    Page.get("figures.nation", "/figures", show, reads=overview.overview, fresh_seconds=60),
    Page.get("figures.nation_csv", "/figures.csv", take, reads=overview.month_table, fresh_seconds=60),
    Page.get("figures.unit", "/figures/{code}", show, reads=overview.overview, fresh_seconds=60),
)
