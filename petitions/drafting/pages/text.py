"""Arguments and proposals at length, and files that support them; a file sent or taken out is a page more, without scripts."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.errors import Invalid
from hearing_state.permissions import Role
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.drafting import queries
from petitions.drafting.actions.save_draft import save_draft
from petitions.drafting.attachments import allowances, taken_in
from petitions.drafting.drafts import Draft
from petitions.drafting.pages.kept import STEPS, draft_of, in_own_words, keep
from petitions.drafting.papers import still_there
from petitions.drafting.petition import TEXT_MAX, TEXT_MIN

FIELDS = ("proposal", "reasons")
ALLOWANCE = allowances()["petition"]


class Said(Wish):
    """What this page asks for."""

    proposal: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    reasons: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    if not draft.said("agency"):
        return see_other(request, "petition.new_body", draft=draft.id)
    return await _page(request, draft, Form.empty(**{name: draft.said(name) for name in FIELDS}))


async def post(request: Request) -> Response:
    form, draft = await read_form(request), await draft_of(request)
    kept, refused = await _files(request, form, draft)
    is_staying = bool(form.value("more") or form.value("remove"))
    try:
        await keep(request, draft.id, form, *FIELDS, files=kept)
        if not is_staying:
            form.wish(Said)
        if refused is not None:
            raise refused
    except Invalid as refusal:
        return await _page(request, await draft_of(request), form.refused(in_own_words(refusal)), 422)
    if is_staying:
        return await _page(request, await draft_of(request), form)
    return see_other(request, "petition.new_check", draft=draft.id)


async def _files(request: Request, form: Form, draft: Draft) -> tuple[list[UUID], Invalid | None]:
    """The draft's files with those sent now and without the one taken out; and why one was not taken."""
    if not may_attach(request):  # signed out meanwhile: they are not seen, and stay
        return list(draft.files), None
    there = await still_there(context_of(request), draft.files)
    kept = [each.id for each in there if str(each.id) != form.value("remove")]
    try:
        return kept + await taken_in(form, ALLOWANCE, held=len(kept)), None
    except Invalid as refusal:
        return kept, refusal


def may_attach(request: Request) -> bool:
    """A file needs a person who answers for it."""
    return Role.RESIDENT in context_of(request).actor.roles


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    return render(
        request,
        "petitions/drafting/pages/text.html",
        status=status,
        form=form,
        draft=draft,
        remarks=draft.remarks,
        text_max=TEXT_MAX,
        files=await still_there(context_of(request), draft.files),
        allowance=ALLOWANCE,
        may_attach=may_attach(request),
        steps=STEPS,
    )


PAGES = (
    Page.get("petition.new_text", "/petitions/new/{draft}/text", show, reads=queries.draft),
    Page.post(
        "petition.new_text",
        "/petitions/new/{draft}/text",
        post,
        acts=save_draft,
        body_bytes_max=ALLOWANCE.body_bytes_max,
    ),
)
