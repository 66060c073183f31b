"""The terms of law in force, with their sources and how sure the house is of each."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.wording import certainty, length
from hearing_state.rulebook import Rule
from hearing_state.web import Page, context_of, render


async def all_rules(context: Context) -> Sequence[Rule]:
    """Every version of every rule, in the order of the file."""
    require(context, "calendar.see")
    return RULES.versions


async def show(request: Request) -> Response:
    context = context_of(request)
    return render(
        request,
        "deadlines/console/rules.html",
        rules=await all_rules(context),
        today=context.today,
        length=length,
        certainty=certainty,
    )


PAGES = (Page.get("deadline.rules", "/rules", show, reads=all_rules),)
