"""The commission of one petition: who sits in it, who joins, who leaves."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.considering import queries, wording
from petitions.considering.actions.add_member import AddMember, add_member
from petitions.considering.actions.remove_member import RemoveMember, remove_member
from petitions.considering.commission import UNDER_WAY
from petitions.drafting.queries import subject_of


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post_add(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await add_member(form.context, form.wish(AddMember, petition=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.commission", petition=ref)


async def post_remove(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await remove_member(form.context, RemoveMember(petition=ref, member=_member(form)))
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.commission", petition=ref)


def _member(form: Form) -> UUID:
    try:
        return UUID(form.value("member"))
    except ValueError:
        raise NotFound("petition.no_such_member") from None


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    row = found.petition
    return render(
        request,
        "petitions/considering/console/commission.html",
        status=status,
        form=form,
        petition=row,
        members=found.members,
        may_change=row.state in UNDER_WAY and permitted(context, "petition.add_member", subject_of(row)),
        parts=wording.part_options(),
    )


_AT = "/petitions-to-decide/{petition}/commission"
PAGES = (
    Page.get("petition.commission", _AT, show, reads=queries.case),
    Page.post("petition.add_member", f"{_AT}/add", post_add, acts=add_member),
    Page.post("petition.remove_member", f"{_AT}/remove", post_remove, acts=remove_member),
)
