"""One petition before the check: its words, what is like it, publish or reject."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import permitted
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Fault, Invalid
from hearing_state.i18n import local_name
from hearing_state.moderation.reason import for_use
from hearing_state.moderation.words import REASONS
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from petitions.checking import queries
from petitions.checking.actions.close_check import CloseCheck, close_check
from petitions.checking.actions.open_check import OpenCheck, open_check
from petitions.checking.actions.publish import Publish, publish
from petitions.checking.actions.reject import EXPLANATION_MAX, MENDED, USE, Reject, reject
from petitions.checking.desk import templates
from petitions.drafting import nearness, wording
from petitions.drafting.pages.body import votes_said
from petitions.drafting.papers import papers
from petitions.drafting.petition import State
from petitions.drafting.queries import subject_of
from petitions.drafting.thresholds import LAW


async def show(request: Request) -> Response:
    return await _page(request, Form.empty())


async def post_publish(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await publish(form.context, Publish(petition=ref))
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    return see_other(request, "petition.checking")


async def post_reject(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    found = await queries.case(form.context, ref)
    if form.value("insert"):
        return await _page(request, _begun(form, found.petition.language))
    try:
        await reject(form.context, form.wish(Reject, petition=ref))
    except (Invalid, Conflict) as refusal:
        told = _in_own_words(refusal) if isinstance(refusal, Invalid) else refusal
        return await _page(request, form.refused(told), refusal.status)
    return see_other(request, "petition.checking")


def _begun(form: Form, language: str) -> Form:
    """The form with a template's words: before them what was typed; remarks that stand there already stay. Nothing is sent by it."""
    template = templates().get(form.value("template"))
    if template is None:
        return form.refused(Invalid("petition.no_such_template", field="template"))
    sent = {**form.sent, "reason": [template.code]}
    for name, words in template.words(language).items():
        typed = form.value(name).strip()
        if name == "explanation":
            sent[name] = [f"{typed}\n{words}".strip()]
        elif not typed:
            sent[name] = [words]
    return replace(form, sent=sent)


def _typed(form: Form) -> list[tuple[str, str]]:
    """What a rejection begins with."""
    return [
        (name, form.value(name)) for name in Reject.model_fields if name != "petition" and form.value(name)
    ]


async def post_open(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    try:
        await open_check(form.context, OpenCheck(petition=ref, take_over=form.value("take_over") == "yes"))
    except Conflict as refusal:
        return await _page(request, form.refused(refusal), refusal.status)
    if _typed(form):  # somebody had taken it over meanwhile: the words go on where they stood
        return await _page(request, form)
    return see_other(request, "petition.case", petition=ref)


async def post_close(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["petition"]
    await queries.case(form.context, ref)
    await close_check(form.context, CloseCheck(petition=ref))
    return see_other(request, "petition.checking")


_SAID = {
    ("reason", "field_missing"): "moderation.no_such_reason",
    ("explanation", "field_missing"): "petition.explain",
    ("explanation", "field_too_short"): "petition.explain",
}


def _in_own_words(refusal: Invalid) -> Invalid:
    return Invalid.many(
        Fault(each.field, _SAID.get((each.field, each.reason), each.reason), {"limit": 10, **each.values})
        for each in refusal.faults
    )


async def _page(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    found = await queries.case(context, request.path_params["petition"])
    row = found.petition
    body = await agencies.agency(context, row.agency_id)
    near = await nearness.near(context, row.title, row.topic, row.language)
    return render(
        request,
        "petitions/checking/console/case.html",
        status=status,
        form=form,
        petition=row,
        papers=await papers(context, row),
        clock=found.clock,
        body=body,
        votes=await votes_said(context, body),
        near=[each for each in near if each.ref != row.ref],
        is_checking=row.state == State.CHECKING,
        lock=found.lock,
        me=context.actor.person_id,
        is_mine=found.lock is not None and found.lock.person_id == context.actor.person_id,
        typed=_typed(form),
        may_open=permitted(context, "petition.open_check", subject_of(row)),
        templates=[(each.id, local_name(each)) for each in templates().values()],
        reasons=[(each.code, str(REASONS[each.code])) for each in for_use(USE)],
        subjects=[
            (each.number, f"{each.number}. {local_name(each)}") for each in LAW.forbidden(row.edition_on)
        ],
        has_remarks=any(form.value(f"remark_{name}") or form.error(f"remark_{name}") for name in MENDED),
        mended=zip(MENDED, wording.field_names(), strict=True),
        explanation_max=EXPLANATION_MAX,
        words=wording,
    )


PAGES = (
    Page.get("petition.case", "/petitions/{petition}", show, reads=queries.case),
    Page.post("petition.open_check", "/petitions/{petition}/open", post_open, acts=open_check),
    Page.post("petition.close_check", "/petitions/{petition}/close", post_close, acts=close_check),
    Page.post("petition.publish", "/petitions/{petition}/publish", post_publish, acts=publish),
    Page.post("petition.reject", "/petitions/{petition}/reject", post_reject, acts=reject),
)
