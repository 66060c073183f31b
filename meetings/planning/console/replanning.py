"""A draft is planned anew, moving as little as possible: what would move is shown before it is taken."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, see_other
from meetings.planning import comparing, queries
from meetings.planning.actions.replan import Replan, replan
from meetings.planning.console.proposing import wished, wishes
from meetings.planning.console.stepping import (
    back_to_plan,
    opened,
    plan_in,
    refused,
    request_parts,
    step_page,
)
from meetings.planning.queries import PlanShown


async def show(request: Request) -> Response:
    """With wishes in the address it shows what would move; without them it asks for the wishes."""
    found = await opened(request)
    if "replan" not in found.may:
        return back_to_plan(request)
    plan, asked = plan_in(found), request.query_params
    if "hours" not in asked:
        return await _page(request, found, wishes(plan.wanted))
    form = Form({name: tuple(asked.getlist(name)) for name in asked})
    return await _page(request, found, form, is_preview=True)


async def _page(
    request: Request, found: PlanShown, form: Form, *, is_preview: bool = False, status: int = 200
) -> Response:
    compared, plan = None, plan_in(found)
    if is_preview:
        try:
            wish = form.wish(Replan, plan=plan.ref, version=plan.version, digest="-", **wished(form))
            compared = await comparing.compared(context_of(request), plan, wish.wanted(plan.wanted))
        except (Invalid, Conflict) as refusal:
            form, status = refused(form, refusal), refusal.status
    return step_page(request, "replan", found, form, status=status, compared=compared)


async def post(request: Request) -> Response:
    form, found = await read_form(request), await opened(request)
    try:
        given = {"plan": plan_in(found).ref, **wished(form)}
        await replan(form.context, form.wish(Replan, **given))
    except (Invalid, Conflict) as refusal:
        return await _page(request, await opened(request), refused(form, refusal), status=refusal.status)
    return see_other(request, "plan.show", **request_parts(request), done="replanned")


PAGES = (
    Page.get("plan.replan", "/plans/{slug}/{year}/replan", show, reads=queries.shown),
    Page.post("plan.replan", "/plans/{slug}/{year}/replan", post, acts=replan),
)
