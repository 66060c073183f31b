"""Ending a body: choose who takes over, read what that means, confirm. Merging is the same from the other side."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import register
from hearing_state.agencies.actions.dissolve_agency import DissolveAgency, dissolve_agency
from hearing_state.agencies.actions.merge_agencies import MergeAgencies, merge_agencies
from hearing_state.agencies.wording import WORDING
from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show_dissolve(request: Request) -> Response:
    return await _page(request, "dissolve", Form.empty())


async def show_merge(request: Request) -> Response:
    return await _page(request, "merge", Form.empty())


async def _page(request: Request, what: str, form: Form, status: int = 200) -> Response:
    text = " ".join(request.query_params.get("q", "").split())[:100]
    entry, found = await register.candidates(context_of(request), request.path_params["slug"], text)
    return render(
        request,
        "agencies/console/succession.html",
        status=status,
        what=what,
        agency=entry.body.agency,
        superior=entry.body.superior,
        found=found,
        text=text,
        form=form,
        **WORDING,
    )


async def dissolve(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    try:
        done = await dissolve_agency(form.context, form.wish(DissolveAgency, agency=slug))
    except Invalid as refusal:
        return await _page(request, "dissolve", form.refused(refusal), 422)
    return see_other(request, "agency.edit", slug=done.agency)


async def merge(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    try:
        done = await merge_agencies(form.context, form.wish(MergeAgencies, into=slug))
    except Invalid as refusal:
        return await _page(request, "merge", form.refused(refusal), 422)
    return see_other(request, "agency.edit", slug=done.into, done="merged")


PAGES = (
    Page.get("agency.dissolve", "/bodies/{slug}/dissolve", show_dissolve, reads=register.candidates),
    Page.post("agency.dissolve", "/bodies/{slug}/dissolve", dissolve, acts=dissolve_agency),
    Page.get("agency.merge", "/bodies/{slug}/merge", show_merge, reads=register.candidates),
    Page.post("agency.merge", "/bodies/{slug}/merge", merge, acts=merge_agencies),
)
