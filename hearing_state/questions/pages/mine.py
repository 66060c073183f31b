"""My questions: asked, followed, begun. Without an account: what this browser began, and the way to find by slip."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions import queries
from hearing_state.questions.begun import begun
from hearing_state.questions.pages.wording import state_name
from hearing_state.web import Page, browser_of, context_of, render


async def show(request: Request) -> Response:
    context = context_of(request)
    return render(
        request,
        "questions/pages/mine.html",
        mine=await queries.mine(context) if context.actor.is_signed_in else None,
        drafts=await begun(context, browser_of(request)),
        state_name=state_name,
    )


PAGES = (Page.get("question.mine", "/my/questions", show, reads=queries.mine),)
