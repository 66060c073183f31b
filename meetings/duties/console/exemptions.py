"""Places in which nobody must be met: the list, one more, many at once after a look, and the end of an exemption."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Invalid, NotFound
from hearing_state.i18n import gettext as _
from hearing_state.territories import queries as territories
from hearing_state.territories.place import CODE, Place
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from meetings.duties import exempting
from meetings.duties.actions.end_exemption import EndExemption, end_exemption
from meetings.duties.actions.exempt_kinds import ExemptKinds, exempt_kinds
from meetings.duties.actions.exempt_place import ExemptPlace, exempt_place
from meetings.duties.exempting import kinds_named
from meetings.duties.wording import WORDING, kind_options, reason_options

TEXT_MAX = 100
DONE = {
    "exempted": lambda: _("Nobody must be met there any more. Everybody reads it with its source."),
    "ended": lambda: _("People must be met there again, from today."),
}


async def show_list(request: Request) -> Response:
    context = context_of(request)
    done = DONE.get(request.query_params.get("done", ""))
    return render(
        request,
        "meetings/duties/console/exemptions.html",
        found=await exempting.exemptions(context, page_number(request)),
        done=done() if done else None,
        **WORDING,
    )


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    """One place, chosen in the address: exempt it, or end its exemption."""
    context = context_of(request)
    text = " ".join(request.query_params.get("q", "").split())[:TEXT_MAX]
    place = await _place(request)
    return render(
        request,
        "meetings/duties/console/exempt.html",
        status=status,
        form=form,
        text=text,
        place=place,
        about=await exempting.one(context, place),
        found=await territories.search(context, text) if text and place is None else (),
        reasons=reason_options(),
        **WORDING,
    )


async def _place(request: Request) -> Place | None:
    code = request.query_params.get("place", "")
    if not CODE.match(code):
        return None
    try:
        return await territories.place(context_of(request), code)
    except NotFound:
        return None


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await exempt_place(form.context, form.wish(ExemptPlace, place=request.query_params.get("place", "")))
    except (Invalid, Conflict) as refusal:
        return await _page(request, _refused(form, refusal), refusal.status)
    return see_other(request, "duty.exemptions", done="exempted")


async def post_end(request: Request) -> Response:
    form = await read_form(request)
    try:
        await end_exemption(
            form.context, form.wish(EndExemption, place=request.query_params.get("place", ""))
        )
    except (Invalid, Conflict) as refusal:
        return await _page(request, _refused(form, refusal), refusal.status)
    return see_other(request, "duty.exemptions", done="ended")


async def show_many(request: Request) -> Response:
    asked = request.query_params
    return await _many(request, Form.empty(kinds=asked.getlist("kinds")))


async def _many(request: Request, form: Form, status: int = 200) -> Response:
    """Kinds and territory stand in the address; what would be exempted is shown before anything is done."""
    context = context_of(request)
    under, kinds = await _place(request), kinds_named(request.query_params.getlist("kinds"))
    text = " ".join(request.query_params.get("q", "").split())[:TEXT_MAX]
    return render(
        request,
        "meetings/duties/console/exempt_many.html",
        status=status,
        form=form,
        text=text,
        under=under,
        chosen=[kind.value for kind in kinds],
        shown=await exempting.many(context, under.code if under else None, kinds),
        found=await territories.search(context, text) if text else (),
        kinds=kind_options(),
        reasons=reason_options(),
        **WORDING,
    )


async def post_many(request: Request) -> Response:
    form = await read_form(request)
    under, kinds = await _place(request), kinds_named(request.query_params.getlist("kinds"))
    try:
        wish = form.wish(ExemptKinds, under=under.code if under else None, kinds=kinds)
        await exempt_kinds(form.context, wish)
    except (Invalid, Conflict) as refusal:
        return await _many(request, _refused(form, refusal), refusal.status)
    return see_other(request, "duty.exemptions", done="exempted")


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    """What is wrong stands on the page where it was typed, also where it is nobody's fault."""
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    return replace(form, faults=(Fault("", refusal.reason, dict(refusal.values)),))


PAGES = (
    Page.get("duty.exemptions", "/duties/exempt", show_list, reads=exempting.exemptions),
    Page.get("duty.exempt_place", "/duties/exempt/one", show, reads=exempting.one),
    Page.post("duty.exempt_place", "/duties/exempt/one", post, acts=exempt_place),
    Page.post("duty.end_exemption", "/duties/exempt/end", post_end, acts=end_exemption),
    Page.get("duty.exempt_kinds", "/duties/exempt/many", show_many, reads=exempting.many),
    Page.post("duty.exempt_kinds", "/duties/exempt/many", post_many, acts=exempt_kinds),
)
