"""Follow a question, or stop."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.questions.actions.follow import Follow, follow
from hearing_state.questions.actions.unfollow import Unfollow, unfollow
from hearing_state.web import Page, read_form, see_other


async def post(request: Request) -> Response:
    form = await read_form(request)
    ref = request.path_params["ref"]
    await follow(form.context, Follow(question=ref))
    return see_other(request, "question.show", ref=ref)


async def post_unfollow(request: Request) -> Response:
    form = await read_form(request)
    ref = request.path_params["ref"]
    await unfollow(form.context, Unfollow(question=ref))
    return see_other(request, "question.show", ref=ref)


PAGES = (
    Page.post("question.follow", "/questions/{ref}/follow", post, acts=follow),
    Page.post("question.unfollow", "/questions/{ref}/unfollow", post_unfollow, acts=unfollow),
)
