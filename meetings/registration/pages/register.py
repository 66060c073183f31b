"""Register for a meeting: how one takes part, with which wishes. Whoever is not signed in is shown the way in and back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import say
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.registration import queries, wording
from meetings.registration.actions.register import Register, register
from meetings.registration.entry import NOTE_MAX, Kind, closed_because, modes_of
from meetings.registration.heading import Heading, heading_at
from meetings.schedule.meeting import Meeting

Refusal = Invalid | Conflict


def closed_sentence(context: Context, meeting: Meeting) -> str:
    """Why nobody can register now, for people; empty while it is open."""
    word = closed_because(meeting, context.now)
    return say(Conflict(word)) if word else ""


async def is_registered(context: Context, meeting: Meeting) -> bool:
    own = await queries.own(context, meeting.id)
    return any(each.kind is Kind.PERSON and each.is_live for each in own)


async def show(request: Request) -> Response:
    context = context_of(request)
    head = await heading_at(context, request.path_params["meeting"])
    if await is_registered(context, head.meeting):
        return see_other(request, "registration.show", meeting=head.meeting.ref)
    return await _page(request, head, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await register(form.context, form.wish(Register, meeting=ref))
    except (Invalid, Conflict) as refusal:
        head = await heading_at(form.context, ref)
        if await is_registered(form.context, head.meeting):
            return see_other(request, "registration.show", meeting=ref)
        return await _page(request, head, form.refused(refusal), refusal.status)
    return see_other(request, "registration.show", meeting=ref, done="registered")


async def _page(request: Request, head: Heading, form: Form, status: int) -> Response:
    context = context_of(request)
    counts = await queries.counts(context, head.meeting)
    return render(
        request,
        "meetings/registration/pages/register.html",
        status=status,
        head=head,
        meeting=head.meeting,
        form=form,
        counts=counts,
        closed=closed_sentence(context, head.meeting),
        may=permitted(context, "registration.register"),
        modes=wording.mode_options(head.meeting, counts),
        needs=wording.need_options(modes_of(head.meeting.mode)),
        note_max=NOTE_MAX,
        words=wording,
    )


PAGES = (
    Page.get("registration.register", "/meetings/{meeting}/register", show, reads=queries.counts),
    Page.post("registration.register", "/meetings/{meeting}/register", post, acts=register),
)
