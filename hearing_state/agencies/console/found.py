"""Founding a body that the map does not know."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies.actions.found_agency import FoundAgency, found_agency
from hearing_state.agencies.agency import AgencyKind
from hearing_state.agencies.wording import KIND_NAMES
from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def foundable(context: Context) -> list[tuple[str, str]]:
    """The kinds of bodies that are founded by hand. Raises Forbidden or SignInNeeded."""
    require(context, "agency.found")
    return [(kind.value, str(KIND_NAMES[kind])) for kind in (AgencyKind.MINISTRY, AgencyKind.OTHER)]


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(kind=AgencyKind.OTHER.value))


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    kinds = await foundable(context_of(request))
    return render(request, "agencies/console/found.html", status=status, form=form, kinds=kinds)


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        done = await found_agency(form.context, form.wish(FoundAgency))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "agency.edit", slug=done.agency, done="founded")


PAGES = (
    Page.get("agency.found", "/new-body", show, reads=foundable),
    Page.post("agency.found", "/new-body", post, acts=found_agency),
)
