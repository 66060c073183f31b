"""Follow a promise, or stop."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.web import Page, read_form, see_other
from meetings.commitments.actions.follow import Follow, follow
from meetings.commitments.actions.unfollow import Unfollow, unfollow


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["commitment"]
    await follow(form.context, Follow(commitment=ref))
    return see_other(request, "commitment.show", commitment=ref)


async def post_unfollow(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["commitment"]
    await unfollow(form.context, Unfollow(commitment=ref))
    return see_other(request, "commitment.show", commitment=ref)


PAGES = (
    Page.post("commitment.follow", "/commitments/{commitment}/follow", post, acts=follow),
    Page.post("commitment.unfollow", "/commitments/{commitment}/unfollow", post_unfollow, acts=unfollow),
)
