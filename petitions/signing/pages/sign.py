"""Sign a petition: the words once more, consent, an oblast and a comment if one wants; and take it back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import local_name
from hearing_state.people import queries as people
from hearing_state.people.actions.set_name import SetName, set_name
from hearing_state.people.eds import check
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import queries as drafting
from petitions.drafting import wording
from petitions.drafting.petition import JOINABLE, State
from petitions.signing import queries
from petitions.signing.actions.sign import COMMENT_MAX, Sign, scope_of, sign
from petitions.signing.actions.unsign import Unsign, unsign
from petitions.signing.assurance import CODE, EDS, is_enough


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post(request: Request) -> Response:
    form, key = await read_form(request), request.path_params["petition"]
    try:
        if form.context.actor.person_id and not form.context.actor.name:
            await drafting.by_key(form.context, key)
            await set_name(context_of(request), form.wish(SetName))
        wish = form.wish(Sign, petition=key, consent=form.value("consent") == "yes")
        signed = await sign(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    done = "signed" if signed.is_new else "proven" if signed.is_stronger else "signed_before"
    return see_other(request, "petition.show", petition=key, done=done)


async def post_unsign(request: Request) -> Response:
    form, key = await read_form(request), request.path_params["petition"]
    await unsign(form.context, Unsign(petition=key))
    return see_other(request, "petition.show", petition=key, done="unsigned")


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context, key = context_of(request), request.path_params["petition"]
    row = await drafting.by_key(context, key)
    is_known = Role.RESIDENT in context.actor.roles
    return render(
        request,
        "petitions/signing/pages/sign.html",
        status=status,
        form=form,
        key=key,
        petition=row,
        is_open=row.state in JOINABLE,
        is_early=row.state == State.GATHERING,
        own=await queries.own(context, row.id),
        has_eds=check.is_on(context.settings) and is_enough(EDS, scope_of(row), context.today),
        is_enough=is_enough(context.actor.step or CODE, scope_of(row), context.today),
        step=context.actor.step or CODE,
        has_state=bool(context.settings.openid_issuer),
        is_known=is_known,
        is_at_work=context.actor.is_signed_in and not is_known,
        own_name=await _own_name(request) if is_known else "",
        places=[(each.code, local_name(each)) for each in await territories.children(context)],
        comment_max=COMMENT_MAX,
        proof_name=wording.proof_name,
    )


async def _own_name(request: Request) -> str:
    """First name and one letter, as others will see it; empty for whoever has said no name yet."""
    person_id = context_of(request).actor.person_id
    return await people.public_name(context_of(request), person_id) if person_id else ""


PAGES = (
    Page.get("petition.sign", "/petitions/{petition}/sign", show, reads=queries.own),
    Page.post("petition.sign", "/petitions/{petition}/sign", post, acts=sign),
    Page.post("petition.unsign", "/petitions/{petition}/unsign", post_unsign, acts=unsign),
)
