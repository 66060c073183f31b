"""Short messages on the screen: a browser is added, a browser is removed, and the script that shows them."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.errors import Invalid, NotFound
from hearing_state.notifications.actions.subscribe_push import SubscribePush, subscribe_push
from hearing_state.notifications.actions.unsubscribe_push import UnsubscribePush, unsubscribe_push
from hearing_state.notifications.pages import preferences
from hearing_state.web.forms import read_form
from hearing_state.web.page import Page
from hearing_state.web.rendering import see_other
from hearing_state.web.request import context_of
from hearing_state.web.static import assets

WORKER = "js/push-worker.js"


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


async def worker(_context: Context) -> bytes:
    """The script that shows messages while the site is closed."""
    return assets()[WORKER].content


async def show_worker(request: Request) -> Response:
    """At the top of the site, for a worker reaches no higher than its own address; always asked for anew."""
    headers = {"cache-control": "no-cache", "service-worker-allowed": "/"}
    return Response(await worker(context_of(request)), headers=headers, media_type="text/javascript")


PAGES = (
    Page.post("notification.subscribe_push", "/me/push", post, acts=subscribe_push),
    Page.post(
        "notification.unsubscribe_push", "/me/push/{subscription}/off", post_off, acts=unsubscribe_push
    ),
    Page.get("notification.push_worker", "/push-worker.js", show_worker, reads=worker, localized=False),
)
