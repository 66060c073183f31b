"""The ministers, who owe meetings to the whole country; and the places in which nobody must be met."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.territories import queries as territories
from hearing_state.territories.place import CODE, Place
from hearing_state.web import Page, Paged, context_of, page_number, render
from meetings.coverage import waiting
from meetings.coverage.wording import WORDING
from meetings.duties import exemption
from meetings.duties.exemption import Exemption


async def show_ministries(request: Request) -> Response:
    context = context_of(request)
    found = await waiting.of_country(context)
    return render(request, "meetings/coverage/pages/ministries.html", found=found, **WORDING)


async def exempt(
    context: Context, code: str = "", page: int = 1
) -> tuple[list[Place], Paged[Exemption], Paged[Exemption]]:
    """Exempt places under one place or in the country, and those that no longer are. Raises NotFound."""
    line = await territories.line(context, code) if CODE.match(code) else []
    under = line[-1].code if line else None
    return (
        line,
        await exemption.listed(context, under, page),
        await exemption.listed(context, under, ended=True),
    )


async def show_exempt(request: Request) -> Response:
    code = request.query_params.get("place", "")
    line, found, ended = await exempt(context_of(request), code, page_number(request))
    return render(
        request,
        "meetings/coverage/pages/exempt.html",
        line=line,
        shown=line[-1] if line else None,
        found=found,
        ended=ended,
        **WORDING,
    )


PAGES = (
    Page.get(
        "coverage.ministries",
        "/coverage/ministries",
        show_ministries,
        reads=waiting.of_country,
        fresh_seconds=10,
    ),
    Page.get("coverage.exempt", "/coverage/exempt", show_exempt, reads=exempt, fresh_seconds=10),
)
