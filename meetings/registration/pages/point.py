"""Register a listening point: where it is, how many people will be around the device."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted
from hearing_state.errors import Conflict, Invalid, NotFound, SignInNeeded
from hearing_state.i18n import gettext, say
from hearing_state.permissions import Role
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from hearing_state.web.rendering import url_or_none
from meetings.registration import queries, wording
from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.registration.entry import ADDRESS_MAX, NOTE_MAX, POINT_NAME_MAX, Mode, modes_of
from meetings.registration.heading import Heading, heading_at
from meetings.registration.pages.register import closed_sentence
from meetings.schedule.meeting import Meeting

FOUND_MAX = 12
NEAR_MAX = 20
"""More places than these are looked for, not chosen from."""


async def show(request: Request) -> Response:
    context = context_of(request)
    head = await heading_at(context, request.path_params["meeting"])
    return await _page(request, head, Form.empty(is_listed="true"), 200)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    if not form.context.actor.is_signed_in:
        raise SignInNeeded()
    if form.value("look"):  # only another place to choose from is wanted; nothing is done yet
        return await _page(request, await heading_at(form.context, ref), form, 200)
    try:
        await register_point(form.context, _wish(form, ref))
    except (Invalid, Conflict) as refusal:
        head = await heading_at(form.context, ref)
        return await _page(request, head, form.refused(refusal), refusal.status)
    return _after(request, form.context, ref)


def _wish(form: Form, ref: str) -> RegisterPoint:
    if not form.value("place"):
        raise Invalid("registration.place_unknown", field="place")
    return form.wish(RegisterPoint, meeting=ref, is_listed=form.value("is_listed") == "true")


def _after(request: Request, context: Context, ref: str) -> Response:
    """An organiser goes back to her desk, everybody else to her registration."""
    is_at_work = context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)
    if is_at_work and url_or_none("meeting.manage", meeting=ref):
        return see_other(request, "meeting.manage", meeting=ref)
    return see_other(request, "registration.show", meeting=ref)


def _closed(context: Context, meeting: Meeting) -> str:
    if Mode.ONLINE not in modes_of(meeting.mode):
        return say(Conflict("registration.no_line_for_points"))
    return closed_sentence(context, meeting)


async def _page(request: Request, head: Heading, form: Form, status: int) -> Response:
    context = context_of(request)
    return render(
        request,
        "meetings/registration/pages/point.html",
        status=status,
        head=head,
        meeting=head.meeting,
        form=form,
        closed=_closed(context, head.meeting),
        may=permitted(context, "registration.register_point"),
        places=await _places(context, head, form),
        needs=wording.need_options((Mode.ONLINE,)),
        name_max=POINT_NAME_MAX,
        address_max=ADDRESS_MAX,
        note_max=NOTE_MAX,
        words=wording,
    )


async def _places(context: Context, head: Heading, form: Form) -> list[tuple[str, str]]:
    """What was chosen, what was looked for; at first the place of the meeting and what lies in it."""
    options: dict[str, str] = {}
    try:
        if form.value("place"):
            chosen = await territories.place(context, form.value("place"))
            options[chosen.code] = chosen.name
    except NotFound:
        pass
    sought = form.value("place_name").strip()
    found: list[Any] = await territories.search(context, sought, limit=FOUND_MAX) if sought else []
    options |= {each.place.code: f"{each.place.name} ({each.where})" for each in found}
    if sought and not found:
        options.setdefault("", gettext("No place is called that"))
    if not sought and head.place is not None:
        near = await territories.children(context, head.place.code)
        for each in (head.place, *(near if len(near) <= NEAR_MAX else ())):
            options.setdefault(each.code, each.name)
    return list(options.items())


PAGES = (
    Page.get("registration.point", "/meetings/{meeting}/listening-point", show, reads=queries.listed_points),
    Page.post("registration.point", "/meetings/{meeting}/listening-point", post, acts=register_point),
)
