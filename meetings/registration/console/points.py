"""A listening point before the organiser: confirmed, or refused with a reason that its holder reads."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.registration import office, wording
from meetings.registration.actions.decide_point import DecidePoint, decide_point
from meetings.registration.pages.register import closed_sentence
from meetings.schedule import queries as schedule


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200)


async def post(request: Request) -> Response:
    form, asked = await read_form(request), request.path_params
    found = await office.point(form.context, asked["meeting"], asked["registration"])
    try:
        await decide_point(
            form.context,
            form.wish(DecidePoint, entry=found.entry.id, is_confirmed=_verdict(form) == "confirm"),
        )
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "meeting.manage", meeting=asked["meeting"])


def _verdict(form: Form) -> str:
    verdict = form.value("verdict")
    if verdict not in {"confirm", "refuse"}:
        raise Invalid("field_not_offered", field="verdict")
    return verdict


async def _page(request: Request, form: Form, status: int) -> Response:
    context, asked = context_of(request), request.path_params
    found = await office.point(context, asked["meeting"], asked["registration"])
    meeting = await schedule.meeting(context, asked["meeting"])
    return render(
        request,
        "meetings/registration/console/point.html",
        status=status,
        form=form,
        found=found,
        meeting=meeting,
        where=await territories.place(context, found.entry.place_code or ""),
        closed=closed_sentence(context, meeting),
        words=wording,
    )


PAGES = (
    Page.get("registration.decide", "/meetings/{meeting}/points/{registration}", show, reads=office.point),
    Page.post("registration.decide", "/meetings/{meeting}/points/{registration}", post, acts=decide_point),
)
