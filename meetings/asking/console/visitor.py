"""The service centre's desk: for the visitor who has come, choose a meeting, write down the question, hand over the slip."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import require
from hearing_state.errors import Conflict, Invalid
from hearing_state.people import queries as people
from hearing_state.people.person import Person
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from meetings.asking import queries, wording
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.ahead import TEXT_MAX
from meetings.asking.pages.ask import choices
from meetings.registration import offered
from meetings.registration.heading import headings
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

SOUGHT_MAX = 120


async def show_meetings(request: Request) -> Response:
    context, sought = context_of(request), request.query_params.get("q", "").strip()[:SOUGHT_MAX]
    guest = await people.visitor(context, request.path_params["person"])
    found = await offered.meetings(context, sought, page_number(request))
    return render(
        request,
        "meetings/asking/console/visitor.html",
        guest=guest,
        sought=sought,
        found=found,
        heads=await headings(context, found.items),
    )


async def show_form(request: Request) -> Response:
    context, asked = context_of(request), request.path_params
    guest = await people.visitor(context, asked["person"])
    meeting = await schedule.meeting(context, asked["meeting"])
    first = {"language": guest.locale, "channel": "desk", "topic": meeting.topic or ""}
    return await _form_page(request, guest, meeting, Form.empty(**first), 200)


async def post_form(request: Request) -> Response:
    form, asked = await read_form(request), request.path_params
    guest = await people.visitor(form.context, asked["person"])
    meeting = await schedule.meeting(form.context, asked["meeting"])
    try:
        is_named = form.value("is_named") == "yes"
        wish = form.wish(AskAhead, meeting=meeting.ref, person=guest.id, is_named=is_named, point=None)
        slip = await ask_ahead(form.context, wish)
    except (Invalid, Conflict) as refusal:
        told = wording.in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _form_page(request, guest, meeting, form.refused(told), refusal.status)
    return see_other(request, "asking.visitor_done", ahead=slip.ref, person=guest.id)


async def _form_page(request: Request, guest: Person, meeting: Meeting, form: Form, status: int) -> Response:
    context = context_of(request)
    return render(
        request,
        "meetings/asking/console/visitor_ask.html",
        status=status,
        guest=guest,
        meeting=meeting,
        form=form,
        closed=wording.closed_sentence(meeting, context.now),
        channels=wording.desk_channel_options(),
        text_max=TEXT_MAX,
        **await choices(context, meeting, (form.value("place"),)),
        words=wording,
    )


async def show_done(request: Request) -> Response:
    context = context_of(request)
    require(context, "people.register_visitor")
    shown = await queries.shown(context, request.path_params["ahead"])
    return render(
        request,
        "meetings/asking/console/visitor_done.html",
        q=shown.question,
        meeting=shown.meeting,
        guest=request.query_params.get("person", ""),
        words=wording,
    )


_DESK = "/desk/visitor/{person}/meeting-question"
PAGES = (
    Page.get("asking.visitor", _DESK, show_meetings, reads=people.visitor),
    Page.get("asking.visitor_ask", f"{_DESK}/{{meeting}}", show_form, reads=people.visitor),
    Page.post("asking.visitor_ask", f"{_DESK}/{{meeting}}", post_form, acts=ask_ahead),
    Page.get("asking.visitor_done", "/desk/meeting-slips/{ahead}", show_done, reads=queries.shown),
)
