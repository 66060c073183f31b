"""Appointing somebody to a post in a body: it joins the register of bodies with the accounts of staff."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.wording import role_options
from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.people import queries
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def post_to_fill(context: Context, slug: str) -> tuple[Agency, list[tuple[str, str]]]:
    """The body, and who can be appointed. Raises Forbidden, SignInNeeded or NotFound."""
    require(context, "agency.appoint")
    staff = await queries.staff_list(context)
    return await agencies.by_slug(context, slug), [(str(person_id), name) for person_id, name in staff]


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(from_on=context_of(request).today.isoformat()))


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    agency, staff = await post_to_fill(context_of(request), request.path_params["slug"])
    return render(
        request,
        "people/console/appoint.html",
        status=status,
        form=form,
        agency=agency,
        staff=staff,
        roles=role_options(),
    )


async def post(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    try:
        await appoint(form.context, form.wish(Appoint, agency=slug))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    except Conflict as refusal:
        return await _page(
            request, form.refused(Invalid.many([Fault("", refusal.reason, refusal.values)])), 409
        )
    return see_other(request, "agency.edit", slug=slug, done="appointed")


PAGES = (
    Page.get("agency.appoint", "/bodies/{slug}/appoint", show, reads=post_to_fill),
    Page.post("agency.appoint", "/bodies/{slug}/appoint", post, acts=appoint),
)
