"""The organiser's lists: everybody who registered, to print; and the door, where it is marked who came."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.i18n import gettext
from hearing_state.web import Form, Page, context_of, page_number, read_form, render, url
from meetings.registration import office, queries, wording
from meetings.registration.actions.check_in import CheckIn, check_in
from meetings.registration.entry import is_door_open
from meetings.registration.heading import heading_of
from meetings.registration.office import DOOR_SIZE, LIST_SIZE, SHOWN, Show

TEXT_MAX = 120


async def show_list(request: Request) -> Response:
    context, ref = context_of(request), request.path_params["meeting"]
    meeting = await office.managed(context, ref)
    return render(
        request,
        "meetings/registration/console/list.html",
        head=await heading_of(context, meeting),
        meeting=meeting,
        listed=await office.participants(context, ref, number=page_number(request), size=LIST_SIZE),
        counts=await queries.counts(context, meeting),
        wishes=await office.wishes(context, meeting),
        words=wording,
    )


async def show_door(request: Request) -> Response:
    return await _door(request, Form.empty(), 200)


async def post_door(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    await office.managed(form.context, ref)  # a meeting of another office has no such page
    try:
        await check_in(form.context, form.wish(CheckIn, entry=_entry_id(form)))
    except (Invalid, Conflict) as refusal:
        return await _door(request, form.refused(refusal), refusal.status)
    back = url(
        "registration.door", meeting=ref, show=form.value("show"), q=form.value("q"), page=form.value("page")
    )
    return RedirectResponse(f"{back}#entry-{form.value('entry')}", status_code=303)


def _entry_id(form: Form) -> UUID:
    try:
        return UUID(form.value("entry"))
    except ValueError:
        raise NotFound("registration.not_found") from None


async def _door(request: Request, form: Form, status: int) -> Response:
    context, ref, asked = context_of(request), request.path_params["meeting"], request.query_params
    meeting = await office.managed(context, ref)
    shown = cast("Show", asked.get("show", "hall") if asked.get("show", "hall") in SHOWN else "all")
    text, number = asked.get("q", "").strip()[:TEXT_MAX], page_number(request)
    return render(
        request,
        "meetings/registration/console/door.html",
        status=status,
        form=form,
        meeting=meeting,
        listed=await office.participants(context, ref, show=shown, text=text, number=number, size=DOOR_SIZE),
        counts=await queries.counts(context, meeting),
        is_open=is_door_open(meeting, context.now),
        shown=shown,
        text=text,
        number_of_page=number,
        tabs=[(name, url("registration.door", meeting=ref, show=key), key == shown) for key, name in _tabs()],
        words=wording,
    )


def _tabs() -> list[tuple[Show, str]]:
    return [
        ("hall", gettext("In the hall")),
        ("waiting", gettext("On the wait list")),
        ("online", gettext("Online")),
        ("points", gettext("Listening points")),
        ("all", gettext("All")),
    ]


PAGES = (
    Page.get("registration.list", "/meetings/{meeting}/people", show_list, reads=office.participants),
    Page.get("registration.door", "/meetings/{meeting}/door", show_door, reads=office.participants),
    Page.post("registration.door", "/meetings/{meeting}/door", post_door, acts=check_in),
)
