"""The author takes a petition back, on a page that says what follows."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, NotFound
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import queries
from petitions.drafting.actions.withdraw import Withdraw, withdraw
from petitions.drafting.models import PetitionRow


async def _own(request: Request) -> PetitionRow:
    """Raises NotFound for anybody else's."""
    context = context_of(request)
    row = await queries.by_key(context, request.path_params["petition"])
    if not queries.is_own(context, row):
        raise NotFound("petition.not_found")
    return row


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form, row = await read_form(request), await _own(request)
    try:
        await withdraw(form.context, Withdraw(petition=row.ref))
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.show", petition=row.ref, done="withdrawn")


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    row = await _own(request)
    return render(request, "petitions/drafting/pages/withdraw.html", status=status, form=form, petition=row)


PAGES = (
    Page.get("petition.withdraw", "/petitions/{petition}/withdraw", show, reads=queries.by_key),
    Page.post("petition.withdraw", "/petitions/{petition}/withdraw", post, acts=withdraw),
)
