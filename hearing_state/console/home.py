"""The front of the workplace: in which post somebody is here, and what waits in each part that the post opens."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.console import queries
from hearing_state.web import Page, context_of, render, see_other


async def enter(request: Request) -> Response:
    """Officials begin at their desk, everybody else with what there is for them."""
    context = context_of(request)
    await queries.posts(context)
    if permitted(context, "question.see_desk"):
        return see_other(request, "desk.show")
    return see_other(request, "console.overview")


async def show(request: Request) -> Response:
    return render(request, "console/overview.html", posts=await queries.posts(context_of(request)))


async def show_help(request: Request) -> Response:
    await queries.posts(context_of(request))
    return render(request, "console/help.html")


PAGES = (
    Page.get("console.desk", "/", enter, reads=queries.posts),
    Page.get("console.overview", "/overview", show, reads=queries.posts),
    Page.get("console.help", "/help", show_help, reads=queries.posts),
)
