"""Anybody may work out a legal day: a linkable form that needs no script."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.deadlines import queries
from hearing_state.deadlines.explanation import months
from hearing_state.deadlines.law import RULES
from hearing_state.deadlines.statutory_clock import Reckoning
from hearing_state.deadlines.wording import certainty, length, month_name, why_counted
from hearing_state.errors import Invalid
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, render

FIRST_RULE = "appeal.answer"


async def show(request: Request) -> Response:
    context = context_of(request)
    asked = request.query_params
    form = Form.empty(
        rule=asked.get("rule", FIRST_RULE),
        day=asked.get("day", "") or str(context.today),
        time=asked.get("time", ""),
    )
    reckoning: Reckoning | None = None
    if "day" in asked:
        try:
            reckoning = await queries.calculate(context, *map(form.value, ("rule", "day", "time")))
        except Invalid as refusal:
            form = form.refused(refusal)
    return render(
        request,
        "deadlines/pages/calculator.html",
        status=422 if form.faults else 200,
        form=form,
        rules=_choices(context),
        reckoning=reckoning,
        months=months(reckoning) if reckoning else (),
        why=why_counted,
        length=length,
        certainty=certainty,
        month_name=month_name,
    )


def _choices(context: Context) -> list[tuple[str, str]]:
    return [(rule.id, f"{local_name(rule)} ({length(rule)})") for rule in RULES.in_force(context.today)]


PAGES = (Page.get("deadline.calculator", "/calculator", show, reads=queries.calculate, fresh_seconds=10),)
