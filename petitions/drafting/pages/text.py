"""Arguments and proposals at length."""

from __future__ import annotations

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, read_form, render, see_other
from petitions.drafting import queries
from petitions.drafting.actions.save_draft import save_draft
from petitions.drafting.drafts import Draft
from petitions.drafting.pages.kept import STEPS, draft_of, in_own_words, keep
from petitions.drafting.petition import TEXT_MAX, TEXT_MIN

FIELDS = ("proposal", "reasons")


class Said(Wish):
    """What this page asks for."""

    proposal: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    reasons: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    if not draft.said("agency"):
        return see_other(request, "petition.new_body", draft=draft.id)
    return _page(request, draft, Form.empty(**{name: draft.said(name) for name in FIELDS}))


async def post(request: Request) -> Response:
    form, draft = await read_form(request), await draft_of(request)
    try:
        await keep(request, draft.id, form, *FIELDS)
        form.wish(Said)
    except Invalid as refusal:
        return _page(request, draft, form.refused(in_own_words(refusal)), 422)
    return see_other(request, "petition.new_check", draft=draft.id)


def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    return render(
        request,
        "petitions/drafting/pages/text.html",
        status=status,
        form=form,
        draft=draft,
        remarks=draft.remarks,
        text_max=TEXT_MAX,
        steps=STEPS,
    )


PAGES = (
    Page.get("petition.new_text", "/petitions/new/{draft}/text", show, reads=queries.draft),
    Page.post("petition.new_text", "/petitions/new/{draft}/text", post, acts=save_draft),
)
