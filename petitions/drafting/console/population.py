"""Figures of population: what is known, and a box to paste new ones into."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted, require
from hearing_state.errors import Invalid
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting.actions.set_population import SetPopulation, set_population
from petitions.drafting.models import PopulationRow

SHOWN = 100


async def known(context: Context) -> list[PopulationRow]:
    """The latest figures that were brought in. Raises Forbidden."""
    require(context, "petition.see_population")
    return await PopulationRow.all().order_by("-set_at", "place_code").limit(SHOWN)


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_population(form.context, form.wish(SetPopulation))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "petition.population", done="set")


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    figures = await known(context)
    return render(
        request,
        "petitions/drafting/console/population.html",
        status=status,
        form=form,
        figures=figures,
        places=await territories.places(context, [each.place_code for each in figures]),
        may_set=permitted(context, "petition.set_population"),
        is_set=request.query_params.get("done") == "set",
    )


PAGES = (
    Page.get("petition.population", "/petitions/population", show, reads=known),
    Page.post("petition.population", "/petitions/population", post, acts=set_population),
)
