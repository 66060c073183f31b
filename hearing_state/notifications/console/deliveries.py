"""The log of letters: what was sent, what waits, what was refused and why."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.i18n import _l
from hearing_state.notifications import queries
from hearing_state.notifications.actions.send_again import SendAgain, send_again
from hearing_state.web.forms import read_form
from hearing_state.web.page import Page
from hearing_state.web.paging import page_number
from hearing_state.web.rendering import render, see_other
from hearing_state.web.request import context_of

STATE_NAMES = {
    "failed": _l("Not taken"),
    "waiting": _l("Waiting"),
    "sent": _l("Sent"),
    "unwanted": _l("Not wanted any more"),
    "all": _l("All letters"),
}


async def show(request: Request) -> Response:
    state = request.query_params.get("state", "failed")
    state = state if state in queries.STATES else "all"
    letters = await queries.delivery_log(context_of(request), state, page_number(request))
    return render(
        request,
        "notifications/console/deliveries.html",
        letters=letters,
        state=state,
        state_names=STATE_NAMES,
    )


async def again(request: Request) -> Response:
    form = await read_form(request)
    try:
        notification = UUID(request.path_params["id"])
    except ValueError:
        raise NotFound("notification.not_found") from None
    await send_again(form.context, SendAgain(notification=notification))
    return see_other(request, "notification.deliveries", state="waiting")


PAGES = (
    Page.get("notification.deliveries", "/deliveries", show, reads=queries.delivery_log),
    Page.post("notification.send_again", "/deliveries/{id}/again", again, acts=send_again),
)
