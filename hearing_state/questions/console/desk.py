"""The desk: what the official's bodies owe, nearest first, in queues with their counts."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.questions import queries
from hearing_state.questions.console.wording import EMPTY, QUEUES, done_sentence
from hearing_state.questions.pages.wording import kind_name, state_name
from hearing_state.web import Page, context_of, page_number, render, url


async def show(request: Request) -> Response:
    context, asked = context_of(request), request.query_params.get("queue", "all")
    queue = cast("queries.Queue", asked if asked in QUEUES else "all")
    counts = await queries.desk_counts(context)
    return render(
        request,
        "questions/console/desk.html",
        queue=queue,
        title=QUEUES[queue],
        empty=EMPTY[queue],
        tabs=[
            (label, url("desk.show", queue=name), name == queue, counts[name])
            for name, label in QUEUES.items()
        ],
        counts=counts,
        lines=await queries.desk(context, queue, page_number(request)),
        done=done_sentence(request.query_params.get("done", "")),
        about=request.query_params.get("about", ""),
        kind_name=kind_name,
        state_name=state_name,
        has_several=len(context.actor.agencies) > 1,
    )


async def waiting(context: Context) -> int:
    """For the navigation: what is open on the desk."""
    return (await queries.desk_counts(context))["all"]


PAGES = (Page.get("desk.show", "/desk", show, reads=queries.desk),)
