"""Sign with an electronic signature: the exact words on the page, signed by the signer's own program, checked, counted or kept."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hearing_state.actions import Context
from hearing_state.errors import Conflict, Fault, Invalid, NotFound, SignInNeeded
from hearing_state.i18n import local_name, say
from hearing_state.people.eds import check
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.security import CSP
from petitions.drafting import queries as drafting
from petitions.drafting.models import PetitionRow
from petitions.drafting.petition import JOINABLE
from petitions.signing import queries, statement
from petitions.signing.actions.hand_in import HandIn, hand_in
from petitions.signing.actions.sign import COMMENT_MAX, Signed
from petitions.signing.assurance import EDS
from petitions.signing.settling import settle

# The signing program listens on the reader's own computer: on this page scripts may speak to it, and to nobody else.
_CSP = CSP.replace("connect-src 'self'", "connect-src wss://127.0.0.1:13579")


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def show_words(request: Request) -> Response:
    """The words as a file, to sign them elsewhere."""
    context = context_of(request)
    row = await _open_to(context, request.path_params["petition"])
    made_at = _moment(request.query_params.get("at", ""), context.now)
    if row.state not in JOINABLE or not statement.is_in_time(made_at, context.now):
        raise NotFound("petition.not_found")
    return PlainTextResponse(await _words(context, row, made_at), headers={"cache-control": "no-store"})


async def post(request: Request) -> Response:
    form, key = await read_form(request), request.path_params["petition"]
    await _open_to(form.context, key)
    try:
        given = {"cms": cms} if (cms := await _uploaded(form)) else {}
        wish = form.wish(HandIn, petition=key, consent=form.value("consent") == "yes", **given)
        handed = await hand_in(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(_beside_the_file(refusal)), refusal.status)
    signed = await settle(context_of(request), handed.proof)
    if not isinstance(signed, Signed):
        return see_other(request, "petition.sign_eds", petition=key)
    done = "signed" if signed.is_new else "proven" if signed.is_stronger else "signed_before"
    return see_other(request, "petition.show", petition=key, done=done)


def _beside_the_file(refusal: Invalid | Conflict) -> Invalid | Conflict:
    """What is wrong with a signature is said where one can be given."""
    if not isinstance(refusal, Invalid):
        return refusal
    faults = (
        Fault("signature" if each.field == "cms" else each.field, each.reason, each.values)
        for each in refusal.faults
    )
    return Invalid.many(faults)


async def _uploaded(form: Form) -> str:
    """A signature that was made elsewhere, as text: base64, PEM, or the bytes themselves."""
    for upload in form.files.get("signature", ()):
        content = await upload.read()
        is_text = content[:1] != b"\x30"
        return content.decode("ascii", errors="replace") if is_text else base64.b64encode(content).decode()
    return ""


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context, key = context_of(request), request.path_params["petition"]
    row = await _open_to(context, key)
    made_at = context.now.astimezone(UTC).replace(microsecond=0)
    own, latest = await queries.own(context, row.id), await queries.latest_proof(context, row.id)
    response = render(
        request,
        "petitions/signing/pages/eds.html",
        status=status,
        form=form,
        key=key,
        petition=row,
        own=own,
        is_done=own is not None and own.proof == EDS,
        words=await _words(context, row, made_at) if row.state in JOINABLE else None,
        made_at=made_at.isoformat(),
        latest=latest[0] if latest else "",
        latest_at=latest[2] if latest else None,
        latest_reason=say(Fault("", latest[1])) if latest and latest[1] else "",
        places=[(each.code, local_name(each)) for each in await territories.children(context)],
        comment_max=COMMENT_MAX,
    )
    response.headers["content-security-policy"] = _CSP
    return response


async def _open_to(context: Context, key: str) -> PetitionRow:
    """Raises NotFound where electronic signatures are not taken here, SignInNeeded for whoever is nobody's account."""
    if not check.is_on(context.settings):
        raise NotFound("petition.not_found")
    if Role.RESIDENT not in context.actor.roles:
        raise SignInNeeded()
    return await drafting.by_key(context, key)


async def _words(context: Context, row: PetitionRow, made_at: datetime) -> str:
    person_id = context.actor.person_id
    if person_id is None:
        raise SignInNeeded()
    return await statement.words(context, row, person_id, made_at)


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return otherwise
    return found if found.tzinfo else otherwise


PAGES = (
    Page.get("petition.sign_eds", "/petitions/{petition}/sign/eds", show, reads=queries.latest_proof),
    Page.post("petition.sign_eds", "/petitions/{petition}/sign/eds", post, acts=hand_in),
    Page.get("petition.words", "/petitions/{petition}/sign/words", show_words, reads=drafting.by_key),
)
