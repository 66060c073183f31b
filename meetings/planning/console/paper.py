"""Writing down that a year's calendar was approved on paper before the office worked here."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.planning import queries
from meetings.planning.actions.record_paper import RecordPaper, record_paper
from meetings.planning.console.stepping import refused
from meetings.planning.naming import part_name
from meetings.planning.queries import PlanShown


async def recordable(context: Context, slug: str, year: str) -> PlanShown:
    """Raises Forbidden, NotFound where nothing of that year can be written down."""
    found = await queries.shown(context, slug, year)
    if not found.may_record_paper:
        raise NotFound("plan.not_found")
    return found


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def _page(request: Request, form: Form, status: int) -> Response:
    slug, year = request.path_params["slug"], request.path_params["year"]
    found = await recordable(context_of(request), slug, year)
    return render(
        request,
        "meetings/planning/console/paper.html",
        status=status,
        form=form,
        agency=found.agency,
        where={"slug": slug, "year": year},
        part_name=part_name,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    slug, year = request.path_params["slug"], request.path_params["year"]
    try:
        await record_paper(form.context, form.wish(RecordPaper, agency=slug, year=year[:4]))
    except (Invalid, Conflict) as refusal:
        return await _page(request, refused(form, refusal), refusal.status)
    return see_other(request, "plan.show", slug=slug, year=year, done="paper")


PAGES = (
    Page.get("plan.record_paper", "/plans/{slug}/{year}/paper", show, reads=recordable),
    Page.post("plan.record_paper", "/plans/{slug}/{year}/paper", post, acts=record_paper),
)
