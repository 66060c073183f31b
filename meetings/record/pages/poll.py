"""A poll of a meeting: to vote while it goes on, to read its result once it is closed."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Invalid, NotFound
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.record import queries, wording
from meetings.record.actions.vote import Vote, vote

NUMBER_DIGITS_MAX = 3


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref, number = await read_form(request), request.path_params["meeting"], number_in(request, "poll")
    try:
        await vote(form.context, form.wish(Vote, meeting=ref, poll=number))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    except Conflict as refusal:
        kept = replace(form, faults=(Fault("", refusal.reason, dict(refusal.values)),))
        return await _page(request, kept, refusal.status)
    return see_other(request, "poll.show", meeting=ref, poll=number, done="voted")


async def _page(request: Request, form: Form, status: int) -> Response:
    found = await queries.poll(
        context_of(request), request.path_params["meeting"], number_in(request, "poll")
    )
    return render(
        request,
        "meetings/record/pages/poll.html",
        status=status,
        found=found,
        form=form,
        options=[(each.number, local_name(each)) for each in found.poll.options],
        voted=request.query_params.get("done") == "voted",
        words=wording,
    )


def number_in(request: Request, name: str) -> int:
    """A number of the address. Raises NotFound for what is none."""
    text = str(request.path_params[name])
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= NUMBER_DIGITS_MAX):
        raise NotFound("poll.not_found" if name == "poll" else "not_found")
    return int(text)


PAGES = (
    Page.get("poll.show", "/meetings/{meeting}/polls/{poll}", show, reads=queries.poll),
    Page.post("poll.vote", "/meetings/{meeting}/polls/{poll}", post, acts=vote),
)
