"""A region, a district, an okrug, a village: its numbers, its parts, and each duty there with its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.territories import queries as territories
from hearing_state.territories.names import Level
from hearing_state.territories.place import Place
from hearing_state.web import Page, Paged, context_of, page_number, render
from meetings.coverage import queries, tension, waiting
from meetings.coverage.line import Line
from meetings.coverage.pages.sorting import parts_in_order, sort_asked
from meetings.coverage.queries import Coverage
from meetings.coverage.wording import WORDING
from meetings.duties import exemption
from meetings.duties import queries as duties
from meetings.duties.exemption import Exemption


@dataclass(frozen=True, slots=True)
class Unit:
    """A place as the public's instrument shows it. ``concerning``: duties to the people of this very place, from every office.

    ``below``: duties in its parts, told one by one where there are not too many of them.
    """

    line: Sequence[Place]
    coverage: Coverage
    concerning: Sequence[Line]
    below: Paged[Line] | None
    exemption: Exemption | None

    @property
    def place(self) -> Place:
        return self.line[-1]


async def unit(context: Context, code: str, page: int = 1) -> Unit:
    """Raises NotFound."""
    line = await territories.line(context, code)
    place = line[-1]
    coverage = await queries.within(context, place)
    has_parts = bool(coverage.parts) and place.level is not Level.OBLAST
    return Unit(
        line=line,
        coverage=coverage,
        concerning=await waiting.of_place(context, place),
        below=await waiting.lines(context, place, page=page) if has_parts else None,
        exemption=await exemption.exemption_of(context, code),
    )


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await unit(context, request.path_params["code"], page_number(request))
    sort = sort_asked(request)
    return render(
        request,
        "meetings/coverage/pages/unit.html",
        unit=found,
        shown=found.place,
        coverage=found.coverage,
        parts=parts_in_order(found.coverage.parts, sort),
        sort=sort,
        past=await waiting.past(context, found.concerning),
        wanted=await duties.norm(context, "online_share_percent"),
        tensions=await tension.open_under(context, found.place),
        **WORDING,
    )


PAGES = (Page.get("coverage.unit", "/coverage/{code}", show, reads=unit, fresh_seconds=10),)
