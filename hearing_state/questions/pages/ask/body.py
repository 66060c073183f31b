"""Who will answer and why, what kind of appeal it is, who may read it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.agencies import competence
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.routing import Proposal
from hearing_state.errors import Invalid
from hearing_state.i18n import gettext, local_name
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import save_draft
from hearing_state.questions.pages.drafts import draft_of, in_own_words, keep, steps
from hearing_state.questions.pages.wording import kind_options, visibility_options
from hearing_state.questions.question import Kind
from hearing_state.questions.views import Draft
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


class Chosen(Wish):
    """What this page asks for."""

    kind: Kind
    visibility: Literal["public", "private"]
    agency: str = Field("", max_length=36)


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    if not draft.typed.get("topic"):
        return see_other(request, "question.ask_question", draft=draft.id)
    typed = draft.typed
    told = {"agency": str(typed.get("agency") or ""), "kind": str(typed.get("kind") or "")}
    if told["kind"]:  # been here before: until then nothing is chosen for the asker
        told["visibility"] = "public" if typed.get("is_public") else "private"
    return await _page(request, draft, Form.empty(**told))


async def post(request: Request) -> Response:
    form = await read_form(request)
    draft = await draft_of(request)
    try:
        chosen = form.wish(Chosen)
        _check_body(await proposal_for(request, draft), chosen)
        typed = dict(draft.typed)
        is_public = chosen.visibility == "public"
        await keep(
            request, draft.id, typed, kind=chosen.kind.value, agency=chosen.agency, is_public=is_public
        )
    except Invalid as refusal:
        return await _page(request, draft, form.refused(in_own_words(refusal)), 422)
    return see_other(request, "question.ask_check", draft=draft.id)


def _check_body(proposal: Proposal, chosen: Chosen) -> None:
    if chosen.agency and chosen.agency not in {str(each.id) for each in offered(proposal)}:
        raise Invalid("question.wrong_body", field="agency")


async def proposal_for(request: Request, draft: Draft) -> Proposal:
    return await competence.competent(
        context_of(request), str(draft.typed["place"]), str(draft.typed["topic"])
    )


def offered(proposal: Proposal) -> list[Agency]:
    return [proposal.agency, *proposal.alternatives]


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    proposal = await proposal_for(request, draft)
    if not form.value("agency"):
        form = Form({**form.sent, "agency": (str(proposal.agency.id),)}, faults=form.faults)
    bodies = offered(proposal)
    proposed = gettext("proposed")
    return render(
        request,
        "questions/pages/ask/body.html",
        status=status,
        form=form,
        draft=draft,
        proposal=proposal,
        alternatives=[
            (str(each.id), local_name(each), proposed if each is proposal.agency else "") for each in bodies
        ]
        if proposal.alternatives
        else [],
        kinds=kind_options(),
        visibilities=visibility_options(),
        steps=steps(request),
    )


PAGES = (
    Page.get("question.ask_body", "/ask/{draft}/body", show, reads=queries.draft),
    Page.post("question.ask_body", "/ask/{draft}/body", post, acts=save_draft),
)
