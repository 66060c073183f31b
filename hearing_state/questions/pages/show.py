"""One question: its clock, who holds it, point by point what was asked and answered, and everything that happened."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.errors import NotFound
from hearing_state.ids import is_reference
from hearing_state.questions import queries, readings, slips
from hearing_state.questions.pages.qr import qr
from hearing_state.questions.pages.shared import head_of
from hearing_state.questions.pages.story import story_of
from hearing_state.questions.pages.wording import role_name
from hearing_state.questions.views import Shown
from hearing_state.web import Page, context_of, load_panels, render, url


async def show(request: Request) -> Response:
    context = context_of(request)
    try:
        told = await queries.told(context, ref_of(request))
    except NotFound:
        elsewhere = await slips.address_of(context, request.path_params["ref"])
        if elsewhere is None:
            raise
        return RedirectResponse(elsewhere, status_code=303)
    shown = told.shown
    await readings.note(context, shown, "page")
    return render(
        request,
        "questions/pages/show.html",
        q=shown,
        story=story_of(told, await load_panels(context, "question", shown)),
        role_name=role_name,
        readings=await readings.of_question(context, shown),
        head=head_of(request, shown),
        code=qr(address_of(request, shown.ref)),
    )


def ref_of(request: Request) -> str:
    """The number that the address names. Raises NotFound for what can be none."""
    ref: str = request.path_params["ref"]
    if not is_reference(ref, "Q"):
        raise NotFound("question.not_found")
    return ref


async def shown_of(request: Request) -> Shown:
    """The question that the address names. Raises NotFound."""
    return await queries.shown(context_of(request), ref_of(request))


def address_of(request: Request, ref: str) -> str:
    """The question's own address with the site's name, for paper."""
    return f"{context_of(request).settings.site_url.rstrip('/')}{url('question.show', ref=ref)}"


PAGES = (Page.get("question.show", "/questions/{ref}", show, reads=queries.told, fresh_seconds=10),)
