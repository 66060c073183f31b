"""A rejected petition becomes a new draft, with remarks beside the words."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.web import Page, read_form, see_other
from petitions.checking.actions.mend import Mend, mend
from petitions.drafting import queries as drafting


async def post(request: Request) -> Response:
    form = await read_form(request)
    row = await drafting.by_key(form.context, request.path_params["petition"])
    if not drafting.is_own(form.context, row):
        raise NotFound("petition.not_found")
    made = await mend(form.context, Mend(petition=row.ref))
    return see_other(request, "petition.new_about", draft=made.draft)


PAGES = (Page.post("petition.mend", "/petitions/{petition}/mend", post, acts=mend),)
