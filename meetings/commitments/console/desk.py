"""What the reader's offices promised: overdue first, then what runs, then what ended."""

from __future__ import annotations

from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.web import Page, context_of, page_number, render, url
from meetings.commitments import queries, wording


async def show(request: Request) -> Response:
    context = context_of(request)
    counts = await queries.desk_counts(context)
    numbers = {"overdue": counts.overdue, "due": counts.due, "kept": counts.kept + counts.late, "broken": counts.broken}  # fmt: skip
    asked = request.query_params.get("queue", "overdue" if counts.overdue else "due")
    queue = cast("queries.Tab", asked if asked in numbers else "due")
    return render(
        request,
        "meetings/commitments/console/desk.html",
        counts=counts,
        title=wording.TABS[queue],
        empty=wording.EMPTY[queue],
        tabs=[
            (
                wording.TABS[cast("queries.Tab", name)],
                url("commitment.desk", queue=name),
                name == queue,
                number,
            )
            for name, number in numbers.items()
        ],
        lines=await queries.desk(context, queue, page_number(request), counts),
        has_several=len(queries.own_agencies(context)) > 1,
    )


async def waiting(context: Context) -> int | None:
    """For the navigation: what is overdue."""
    return (await queries.desk_counts(context)).overdue or None


PAGES = (Page.get("commitment.desk", "/commitments", show, reads=queries.desk),)
