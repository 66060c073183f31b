"""Somebody who is signed in says which letters to get."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid
from hearing_state.notifications import queries
from hearing_state.notifications.actions.set_preferences import SetPreferences, set_preferences
from hearing_state.notifications.push.vapid import public_key
from hearing_state.notifications.words import KIND_NAMES
from hearing_state.web.forms import Form, read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of

_STAFF_KINDS = ("deadlines", "consultations")


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    wanted = await queries.preferences(context)
    offered = [each for each in wanted if context.actor.is_staff or each.kind not in _STAFF_KINDS]
    return render(
        request,
        "notifications/pages/preferences.html",
        status=status,
        form=form,
        options=[(each.kind, KIND_NAMES[each.kind]) for each in offered],
        hidden=[each.kind for each in wanted if each.is_on and each not in offered],
        chosen=[each.kind for each in wanted if each.is_on],
        is_saved="saved" in request.query_params,
        browsers=await queries.own_browsers(context),
        push_key=public_key(context.settings.secret_bytes),
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_preferences(form.context, form.wish(SetPreferences))
    except Invalid as refusal:
        return await _page(request, form.refused(refusal), 422)
    return see_other(request, "notification.preferences", saved="yes")


async def refused(request: Request, form: Form) -> Response:
    """The page again, with why a browser could not be added."""
    return await _page(request, form, 422)


PAGES = (
    Page.get("notification.preferences", "/me/notifications", show, reads=queries.preferences),
    Page.post("notification.set_preferences", "/me/notifications", post, acts=set_preferences),
)
