"""Declaring social tension, one declaration with its grounds, and its end."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.coverage import declaring
from meetings.coverage.actions.declare_tension import DeclareTension, declare_tension
from meetings.coverage.actions.end_tension import EndTension, end_tension
from meetings.coverage.wording import WORDING, kind_options

TEXT_MAX = 100


async def show(request: Request) -> Response:
    return await _declare(request, Form.empty(agency=request.query_params.get("body", "")))


async def _declare(request: Request, form: Form, status: int = 200) -> Response:
    """The place stands in the address (``place``), or is looked for there (``q``)."""
    asked = request.query_params
    text = " ".join(asked.get("q", "").split())[:TEXT_MAX]
    found = await declaring.declarable(context_of(request), text, asked.get("place", ""))
    return render(
        request,
        "meetings/coverage/console/declare.html",
        status=status,
        form=form,
        text=text,
        declarable=found,
        bodies=[(each.slug, local_name(each)) for each in found.bodies],
        kinds=kind_options(),
        topics=[(each.key, local_name(each)) for each in found.topics],
        **WORDING,
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        made = await declare_tension(
            form.context, form.wish(DeclareTension, place=request.query_params.get("place", ""))
        )
    except (Invalid, Conflict) as refusal:
        return await _declare(request, _refused(form, refusal), refusal.status)
    return see_other(request, "tension.show", tension=made)


async def show_one(request: Request) -> Response:
    return await _one(request, Form.empty())


async def _one(request: Request, form: Form, status: int = 200) -> Response:
    found = await declaring.declared(context_of(request), request.path_params["tension"])
    return render(
        request,
        "meetings/coverage/console/tension.html",
        status=status,
        form=form,
        tension=found.tension,
        grounds=found.grounds,
        may_end=found.may_end,
        topic=found.topic,
        **WORDING,
    )


async def post_end(request: Request) -> Response:
    form, tension = await read_form(request), request.path_params["tension"]
    try:
        await end_tension(form.context, form.wish(EndTension, tension=tension))
    except (Invalid, Conflict) as refusal:
        return await _one(request, _refused(form, refusal), refusal.status)
    return see_other(request, "tension.show", tension=tension)


def _refused(form: Form, refusal: Invalid | Conflict) -> Form:
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    return replace(form, faults=(Fault("", refusal.reason, dict(refusal.values)),))


PAGES = (
    Page.get("tension.declare", "/tension/new", show, reads=declaring.declarable),
    Page.post("tension.declare", "/tension/new", post, acts=declare_tension),
    Page.get("tension.show", "/tension/{tension}", show_one, reads=declaring.declared),
    Page.post("tension.end", "/tension/{tension}/end", post_end, acts=end_tension),
)
