"""Questions like this one, in both languages: follow one of them, or ask all the same."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions import queries
from hearing_state.questions.pages.drafts import draft_of, is_known, steps
from hearing_state.questions.pages.wording import state_name
from hearing_state.web import Page, context_of, render, see_other


async def show(request: Request) -> Response:
    draft = await draft_of(request)
    typed = draft.typed
    text = f"{typed.get('title', '')} {typed.get('text', '')}"
    found = await queries.near(
        context_of(request), text, str(typed["place"]), str(typed["topic"]), str(typed["language"])
    )
    if not found:
        return see_other(request, "question.ask_body", draft=draft.id)
    return render(
        request,
        "questions/pages/ask/similar.html",
        draft=draft,
        similar=found,
        state_name=state_name,
        may_follow=is_known(request),
        steps=steps(request),
    )


PAGES = (Page.get("question.ask_similar", "/ask/{draft}/similar", show, reads=queries.near),)
