"""Short messages on the screen: a browser is added, a browser is removed. The worker that shows them is the site's."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Invalid, NotFound
from hearing_state.notifications.actions.subscribe_push import SubscribePush, subscribe_push
from hearing_state.notifications.actions.unsubscribe_push import UnsubscribePush, unsubscribe_push
from hearing_state.notifications.pages import preferences
from hearing_state.web.forms import read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import see_other


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        wish = form.wish(SubscribePush, browser=request.headers.get("user-agent", "")[:300])
        await subscribe_push(form.context, wish)
    except Invalid as refusal:
        return await preferences.refused(request, form.refused(refusal))
    return see_other(request, "notification.preferences", saved="yes")


async def post_off(request: Request) -> Response:
    form = await read_form(request)
    try:
        subscription = UUID(request.path_params["subscription"])
    except ValueError:
        raise NotFound("notification.not_found") from None
    await unsubscribe_push(form.context, UnsubscribePush(subscription=subscription))
    return see_other(request, "notification.preferences", saved="yes")


PAGES = (
    Page.post("notification.subscribe_push", "/me/push", post, acts=subscribe_push),
    Page.post(
        "notification.unsubscribe_push", "/me/push/{subscription}/off", post_off, acts=unsubscribe_push
    ),
)
