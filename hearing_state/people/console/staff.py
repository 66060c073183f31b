"""Accounts of staff: who has one, a new one, and ending all sessions of somebody at once."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import require
from hearing_state.errors import Invalid, NotFound
from hearing_state.people import queries
from hearing_state.people.actions.end_sessions import EndSessions, end_sessions
from hearing_state.people.actions.engage_staff import Engaged, EngageStaff, engage_staff
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200, engaged: Engaged | None = None) -> Response:
    return render(
        request,
        "people/console/staff.html",
        status=status,
        staff=await queries.staff_list(context_of(request)),
        form=form,
        engaged=engaged,
    )


async def post(request: Request) -> Response:
    """The one answer that is not a redirection: what is shown here is shown once and kept nowhere."""
    form = await read_form(request)
    try:
        engaged = await engage_staff(
            form.context, form.wish(EngageStaff, password_hash=None, totp_secret=None)
        )
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return await _page(request, Form.empty(), engaged=engaged)


async def end(request: Request) -> Response:
    form = await read_form(request)
    require(form.context, "people.see_staff")
    try:
        person = UUID(request.path_params["person"])
    except ValueError:
        raise NotFound("people.not_found") from None
    await end_sessions(form.context, EndSessions(person=person))
    return see_other(request, "people.staff", ended="yes")


PAGES = (
    Page.get("people.staff", "/staff", show, reads=queries.staff_list),
    Page.post("people.staff", "/staff", post, acts=engage_staff),
    Page.post("people.end_sessions", "/staff/{person}/end-sessions", end, acts=end_sessions),
)
