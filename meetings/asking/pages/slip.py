"""The slip: the number, which stays the same whatever becomes of the question, and how to follow it. For paper too."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import NotFound
from hearing_state.permissions import Role
from hearing_state.questions.pages.qr import qr
from hearing_state.questions.pages.slip_key import slip_key, slip_key_fits
from hearing_state.web import Page, context_of, render, url
from meetings.asking import queries, wording
from meetings.asking.pages.reader import shown_of
from meetings.asking.views import Shown


async def show(request: Request) -> Response:
    context = context_of(request)
    shown = await shown_of(request)
    if not _may_hold(context, shown, request.query_params.get("key", "")):
        raise NotFound("ahead.not_found")
    question, meeting = shown.question, shown.meeting
    address = f"{context.settings.site_url.rstrip('/')}{url('asking.show', meeting=meeting.ref, ahead=question.ref)}"
    return render(
        request,
        "meetings/asking/pages/slip.html",
        q=question,
        meeting=meeting,
        key=slip_key(context, question.ref),
        address=address,
        code=qr(address),
        words=wording,
    )


def _may_hold(context: Context, shown: Shown, key: str) -> bool:
    """The asker, whoever has the slip's own address, and an operator who hands it over."""
    has_key = slip_key_fits(context, shown.question.ref, key)
    return shown.question.is_own or has_key or Role.OPERATOR in context.actor.roles


PAGES = (Page.get("asking.slip", "/meetings/{meeting}/questions/{ahead}/slip", show, reads=queries.shown),)
