"""The frame of a plan's steps: a page that says what follows, one action, and back to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Action
from hearing_state.errors import Conflict, Fault, Invalid, NotFound
from hearing_state.web import Form, context_of, render, see_other
from meetings.planning import queries
from meetings.planning.console.show import common, page_of
from meetings.planning.plan import Plan
from meetings.planning.queries import PlanShown


async def opened(request: Request) -> PlanShown:
    """The plan's page as this reader sees it. Raises NotFound, also where no plan was proposed."""
    found = await _seen(request)
    if found.plan is None:
        raise NotFound("plan.not_found")
    return found


async def _seen(request: Request) -> PlanShown:
    return await queries.shown(context_of(request), request.path_params["slug"], request.path_params["year"])


def back_to_plan(request: Request) -> Response:
    """For whoever came by an old link to a step that is not open now: the plan itself says how it stands."""
    return see_other(request, "plan.show", **request_parts(request))


def plan_in(found: PlanShown) -> Plan:
    if found.plan is None:
        raise NotFound("plan.not_found")
    return found.plan


def refused(form: Form, refusal: Invalid | Conflict) -> Form:
    """What was typed, with the sentence that says why it was not taken."""
    if isinstance(refusal, Invalid):
        return form.refused(refusal)
    return replace(form, faults=(Fault("", refusal.reason, dict(refusal.values)),))


def step_page(
    request: Request, template: str, found: PlanShown, form: Form, *, status: int = 200, **values: Any
) -> Response:
    return render(
        request,
        f"meetings/planning/console/{template}.html",
        status=status,
        form=form,
        **common(found),
        **values,
    )


async def done(
    request: Request,
    form: Form,
    verb: Action[Any, Any],
    word: str,
    given: Mapping[str, Any],
    *,
    anchor: Mapping[str, str] | None = None,
) -> Response:
    """Call the action and go back to the plan; refused, the plan is shown with the sentence on top."""
    found = await opened(request)
    try:
        await verb(form.context, form.wish(verb.wish, plan=plan_in(found).ref, **given))
    except (Invalid, Conflict) as refusal:
        return await page_of(
            request, await _seen(request), form=refused(form, refusal), status=refusal.status
        )
    return see_other(request, "plan.show", **request_parts(request), done=word, **(anchor or {}))


def request_parts(request: Request) -> dict[str, str]:
    """Which plan the address names."""
    return {"slug": request.path_params["slug"], "year": request.path_params["year"]}
