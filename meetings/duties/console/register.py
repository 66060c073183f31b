"""The rules for administrators: every version, and the corrections."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.i18n import gettext as _
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.duties import register
from meetings.duties.actions.set_norm import SetNorm, set_norm
from meetings.duties.actions.set_rule import SetRule, set_rule
from meetings.duties.wording import WORDING, certainty_options, period_options

SOURCES = ("source_kk", "source_ru", "source_en")


async def show_list(request: Request) -> Response:
    return render(
        request,
        "meetings/duties/console/register.html",
        law=await register.registered(context_of(request)),
        done=_("In force from today.") if request.query_params.get("done") else None,
        **WORDING,
    )


async def show_rule(request: Request) -> Response:
    return await _rule(request, None)


async def _rule(request: Request, form: Form | None, status: int = 200) -> Response:
    rule = await register.rule_to_correct(context_of(request), request.path_params["rule"])
    known = {name: getattr(rule, name) for name in SOURCES} | {
        "times": str(rule.times),
        "period": rule.period.value,
        "announce_days": str(rule.announce_days),
        "may_deputise": "true" if rule.may_deputise else "",
        "certainty": rule.certainty,
    }
    return render(
        request,
        "meetings/duties/console/rule.html",
        status=status,
        rule=rule,
        form=form or Form.empty(**known),
        periods=period_options(),
        certainties=certainty_options(),
        **WORDING,
    )


async def post_rule(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_rule(form.context, form.wish(SetRule, rule=request.path_params["rule"]))
    except Invalid as refusal:
        return await _rule(request, form.refused(refusal), 422)
    except Conflict as refusal:
        return await _rule(request, replace(form, faults=(Fault("", refusal.reason),)), 409)
    return see_other(request, "duty.register", done="yes")


async def show_norm(request: Request) -> Response:
    return await _norm(request, None)


async def _norm(request: Request, form: Form | None, status: int = 200) -> Response:
    norm = await register.norm_to_correct(context_of(request), request.path_params["norm"])
    known = {name: getattr(norm, name) for name in SOURCES} | {
        "value": str(norm.value),
        "certainty": norm.certainty,
    }
    return render(
        request,
        "meetings/duties/console/norm.html",
        status=status,
        norm=norm,
        form=form or Form.empty(**known),
        certainties=certainty_options(),
        **WORDING,
    )


async def post_norm(request: Request) -> Response:
    form = await read_form(request)
    try:
        await set_norm(form.context, form.wish(SetNorm, norm=request.path_params["norm"]))
    except Invalid as refusal:
        return await _norm(request, form.refused(refusal), 422)
    except Conflict as refusal:
        return await _norm(request, replace(form, faults=(Fault("", refusal.reason),)), 409)
    return see_other(request, "duty.register", done="yes")


PAGES = (
    Page.get("duty.register", "/duties", show_list, reads=register.registered),
    Page.get("duty.set_rule", "/duties/rules/{rule}", show_rule, reads=register.rule_to_correct),
    Page.post("duty.set_rule", "/duties/rules/{rule}", post_rule, acts=set_rule),
    Page.get("duty.set_norm", "/duties/numbers/{norm}", show_norm, reads=register.norm_to_correct),
    Page.post("duty.set_norm", "/duties/numbers/{norm}", post_norm, acts=set_norm),
)
