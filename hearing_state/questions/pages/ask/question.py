"""What it is about: the topic, one sentence, the whole story, the language."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Wish
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Fault, Invalid
from hearing_state.i18n import LANGUAGE_NAMES, local_name
from hearing_state.questions import queries
from hearing_state.questions.actions.save_draft import save_draft
from hearing_state.questions.pages.drafts import after, draft_of, in_own_words, keep, steps
from hearing_state.questions.question import TEXT_MAX, TEXT_MIN, TITLE_MAX, TITLE_MIN
from hearing_state.questions.views import Draft
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


class Told(Wish):
    """What this page asks for."""

    topic: str = Field(min_length=1, max_length=40)
    title: str = Field(min_length=TITLE_MIN, max_length=TITLE_MAX)
    text: str = Field(min_length=TEXT_MIN, max_length=TEXT_MAX)
    language: Literal["kk", "ru", "en"]


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    typed = {name: str(draft.typed.get(name) or "") for name in Told.model_fields}
    typed["language"] = typed["language"] or context_of(request).locale
    return await _page(request, draft, Form.empty(**typed))


async def post(request: Request) -> Response:
    form = await read_form(request)
    draft = await draft_of(request)
    told = {name: form.value(name).strip() for name in Told.model_fields}
    is_routed_anew = draft.typed.get("topic") != told["topic"]
    changed: dict[str, Any] = {**told, "agency": ""} if is_routed_anew else told
    try:
        await keep(request, draft.id, dict(draft.typed), **changed)  # first kept, then judged
        await _check(request, form)
    except Invalid as refusal:
        return await _page(request, draft, form.refused(in_own_words(refusal)), 422)
    following = after(dict(draft.typed), "question.ask_details", is_routed_anew=is_routed_anew)
    return see_other(request, following, draft=draft.id)


async def _check(request: Request, form: Form) -> None:
    topics = {each.key for each in await agencies.topics(context_of(request))}
    told = form.wish(Told)
    if told.topic not in topics:
        raise Invalid.many([Fault("topic", "field_not_offered")])


async def _page(request: Request, draft: Draft, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    return render(
        request,
        "questions/pages/ask/question.html",
        status=status,
        form=form,
        draft=draft,
        where=await territories.place(context, str(draft.typed["place"])),
        topics=[(each.key, local_name(each)) for each in await agencies.topics(context)],
        languages=[(code, LANGUAGE_NAMES[code]) for code in LANGUAGE_NAMES],
        title_max=TITLE_MAX,
        text_max=TEXT_MAX,
        steps=steps(request),
    )


PAGES = (
    Page.get("question.ask_question", "/ask/{draft}/question", show, reads=queries.draft),
    Page.post("question.ask_question", "/ask/{draft}/question", post, acts=save_draft),
)
