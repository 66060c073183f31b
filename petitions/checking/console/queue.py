"""What waits for the check, by its legal day; and comments of signers that wait to be read."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.errors import NotFound
from hearing_state.web import Page, context_of, read_form, render, see_other
from petitions.checking import queries
from petitions.drafting import wording
from petitions.signing import queries as signing
from petitions.signing.actions.screen_comment import ScreenComment, screen_comment


async def show(request: Request) -> Response:
    context = context_of(request)
    may_screen = permitted(context, "petition.see_comments")
    return render(
        request,
        "petitions/checking/console/queue.html",
        waiting=await queries.waiting(context),
        comments=await signing.waiting_comments(context) if may_screen else [],
        words=wording,
    )


async def post_comment(request: Request) -> Response:
    form = await read_form(request)
    try:
        signature = UUID(form.value("signature"))
    except ValueError:
        raise NotFound("petition.no_such_comment") from None
    await screen_comment(form.context, form.wish(ScreenComment, signature=signature))
    return see_other(request, "petition.checking")


PAGES = (
    Page.get("petition.checking", "/petitions", show, reads=queries.waiting),
    Page.post("petition.screen_comment", "/petitions/comments", post_comment, acts=screen_comment),
)
