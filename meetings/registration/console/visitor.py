"""The service centre's desk: for the visitor who has come, choose a meeting, register, hand over the confirmation, or withdraw."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.people import queries as people
from hearing_state.people.person import Person
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, see_other
from meetings.registration import offered, queries, wording
from meetings.registration.actions.register_visitor import RegisterVisitor, register_visitor
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.registration.entry import NOTE_MAX, modes_of
from meetings.registration.heading import Heading, heading_at, headings
from meetings.registration.pages.register import closed_sentence

TEXT_MAX = 120
_RIGHT = "registration.register_visitor"


async def show_meetings(request: Request) -> Response:
    context, sought = context_of(request), request.query_params.get("q", "").strip()[:TEXT_MAX]
    guest = await people.visitor(context, request.path_params["person"], _RIGHT)
    found = await offered.meetings(context, sought, page_number(request))
    own = await queries.of(context, guest.id)
    return render(
        request,
        "meetings/registration/console/visitor.html",
        guest=guest,
        sought=sought,
        found=found,
        own=own.ahead,
        heads=await headings(context, [*found.items, *(each.meeting for each in own.ahead)]),
        done=wording.console_done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


async def show_form(request: Request) -> Response:
    context, asked = context_of(request), request.path_params
    guest = await people.visitor(context, asked["person"], _RIGHT)
    head = await heading_at(context, asked["meeting"])
    if await queries.of_person(context, head.meeting.id, guest.id):
        return see_other(request, "registration.visitor_slip", person=guest.id, meeting=head.meeting.ref)
    return await _form_page(request, guest, head, Form.empty(), 200)


async def post_form(request: Request) -> Response:
    form, asked = await read_form(request), request.path_params
    guest = await people.visitor(form.context, asked["person"], _RIGHT)
    try:
        await register_visitor(
            form.context, form.wish(RegisterVisitor, meeting=asked["meeting"], person=guest.id)
        )
    except (Invalid, Conflict) as refusal:
        head = await heading_at(form.context, asked["meeting"])
        return await _form_page(request, guest, head, form.refused(refusal), refusal.status)
    return see_other(request, "registration.visitor_slip", person=guest.id, meeting=asked["meeting"])


async def _form_page(request: Request, guest: Person, head: Heading, form: Form, status: int) -> Response:
    context = context_of(request)
    return render(
        request,
        "meetings/registration/console/visitor_register.html",
        status=status,
        guest=guest,
        head=head,
        meeting=head.meeting,
        form=form,
        closed=closed_sentence(context, head.meeting),
        modes=wording.mode_options(head.meeting, await queries.counts(context, head.meeting)),
        needs=wording.need_options(modes_of(head.meeting.mode)),
        note_max=NOTE_MAX,
        words=wording,
    )


async def show_slip(request: Request) -> Response:
    context, asked = context_of(request), request.path_params
    guest = await people.visitor(context, asked["person"], _RIGHT)
    head = await heading_at(context, asked["meeting"])
    entry = await queries.of_person(context, head.meeting.id, guest.id)
    if entry is None:
        raise NotFound("registration.not_found")
    return render(
        request,
        "meetings/registration/console/slip.html",
        guest=guest,
        head=head,
        meeting=head.meeting,
        entry=entry,
        closed=closed_sentence(context, head.meeting),
        words=wording,
    )


async def post_withdraw(request: Request) -> Response:
    form, asked = await read_form(request), request.path_params
    guest = await people.visitor(form.context, asked["person"], _RIGHT)
    head = await heading_at(form.context, asked["meeting"])
    entry = await queries.of_person(form.context, head.meeting.id, guest.id)
    if entry is None:
        raise NotFound("registration.not_found")
    await unregister(form.context, Unregister(entry=entry.id))
    return see_other(request, "registration.visitor", person=guest.id, done="withdrawn")


_DESK = "/desk/visitor/{person}/meetings"
PAGES = (
    Page.get("registration.visitor", _DESK, show_meetings, reads=people.visitor),
    Page.get("registration.visitor_register", f"{_DESK}/{{meeting}}", show_form, reads=people.visitor),
    Page.post("registration.visitor_register", f"{_DESK}/{{meeting}}", post_form, acts=register_visitor),
    Page.get("registration.visitor_slip", f"{_DESK}/{{meeting}}/slip", show_slip, reads=queries.of_person),
    Page.post(
        "registration.visitor_withdraw", f"{_DESK}/{{meeting}}/withdraw", post_withdraw, acts=unregister
    ),
)
