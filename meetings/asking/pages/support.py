"""Support a question: a resident's counts in the order, a guest's is shown apart."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.web import Page, browser_of, context_of, read_form, render, see_other, url
from meetings.asking import queries, wording
from meetings.asking.actions.support import Support, support
from meetings.asking.actions.unsupport import Unsupport, unsupport
from meetings.asking.pages.reader import known_secret, shown_of


async def show(request: Request) -> Response:
    """For whoever is not signed in: the two ways. For residents after signing in: one button."""
    context = context_of(request)
    shown = await shown_of(request)
    if shown.line is None:
        return see_other(request, "asking.show", meeting=shown.meeting.ref, ahead=shown.question.ref)
    return render(
        request,
        "meetings/asking/pages/support.html",
        shown=shown,
        line=shown.line,
        meeting=shown.meeting,
        may_vote=wording.may_vote(shown.meeting, context.actor, context.now),
        words=wording,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    found = await shown_of(request)
    await support(form.context, Support(question=found.question.ref, secret=browser_of(request)))
    return _back(request, form.value("back"), form.value("tab"), form.value("page"), "supported")


async def post_unsupport(request: Request) -> Response:
    form = await read_form(request)
    found = await shown_of(request)
    await unsupport(form.context, Unsupport(question=found.question.ref, secret=known_secret(request)))
    return _back(request, form.value("back"), form.value("tab"), form.value("page"), "unsupported")


def _back(request: Request, back: str, tab: str, page: str, done: str) -> Response:
    """To the place from which one came: a question's page, or the list at the same line."""
    meeting, ref = request.path_params["meeting"], request.path_params["ahead"]
    if back:
        return see_other(request, "asking.show", meeting=meeting, ahead=ref, done=done)
    there = url("asking.list", meeting=meeting, tab=tab, page=page)
    return RedirectResponse(f"{there}#{ref}", status_code=303)


_AT = "/meetings/{meeting}/questions/{ahead}"
PAGES = (
    Page.get("asking.support", f"{_AT}/support", show, reads=queries.shown),
    Page.post("asking.support", f"{_AT}/support", post, acts=support),
    Page.post("asking.unsupport", f"{_AT}/unsupport", post_unsupport, acts=unsupport),
)
