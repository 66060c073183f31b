"""Answer templates of a body: wordings that its officials put into their answers."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, permitted, require
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.errors import Conflict, Invalid, NotFound
from hearing_state.i18n import LANGUAGE_NAMES, local_name
from hearing_state.permissions import Role, Subject
from hearing_state.questions import queries
from hearing_state.questions.actions.remove_template import RemoveTemplate, remove_template
from hearing_state.questions.actions.save_template import SaveTemplate, save_template
from hearing_state.questions.console.cases import Refusal
from hearing_state.questions.console.wording import done_sentence
from hearing_state.questions.views import Template
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

NEW = "new"


async def show(request: Request) -> Response:
    context = context_of(request)
    return render(
        request,
        "questions/console/templates.html",
        templates=await queries.templates(context),
        bodies={str(each_id): body for each_id, body in (await _bodies(context))},
        may_write=bool(_writes_for(context)),
        languages=LANGUAGE_NAMES,
        done=done_sentence(request.query_params.get("done", "")),
    )


async def template(context: Context, template_id: str) -> Template | None:
    """One template of the reader's bodies; None for a new one. Raises NotFound, Forbidden."""
    require(context, "question.see_desk")
    if template_id == NEW:
        return None
    found = next((each for each in await queries.templates(context) if str(each.id) == template_id), None)
    if found is None:
        raise NotFound("question.no_such_template")
    return found


async def show_one(request: Request) -> Response:
    context = context_of(request)
    known = await template(context, request.path_params["template"])
    form = Form.empty(language=context.locale)
    if known is not None:
        form = Form.empty(
            agency=str(known.agency_id), language=known.language, name=known.name, text=known.text
        )
    return await _page(request, known, form, None)


async def _page(request: Request, known: Template | None, form: Form, refusal: Refusal | None) -> Response:
    context = context_of(request)
    return render(
        request,
        "questions/console/template.html",
        status=refusal.status if refusal else 200,
        known=known,
        form=form.refused(refusal) if refusal else form,
        agencies=[
            (str(each_id), local_name(body))
            for each_id, body in await _bodies(context)
            if each_id in _writes_for(context)
        ],
        languages=list(LANGUAGE_NAMES.items()),
    )


async def post(request: Request) -> Response:
    form = await read_form(request)
    known = await template(form.context, request.path_params["template"])
    try:
        await save_template(form.context, form.wish(SaveTemplate, template=known.id if known else None))
    except (Invalid, Conflict) as refusal:
        return await _page(request, known, form, refusal)
    return see_other(request, "desk.templates", done="template")


async def remove(request: Request) -> Response:
    form = await read_form(request)
    known = await template(form.context, request.path_params["template"])
    if known is None:
        raise NotFound("question.no_such_template")
    await remove_template(form.context, RemoveTemplate(agency=known.agency_id, template=known.id))
    return see_other(request, "desk.templates", done="template-removed")


def _writes_for(context: Context) -> frozenset[UUID]:
    """The bodies for which this reader may write templates."""
    return frozenset(
        each
        for each in context.actor.agencies
        if permitted(context, "question.save_template", Subject(agencies=frozenset({each})))
    )


async def _bodies(context: Context) -> list[tuple[UUID, Agency]]:
    own = context.actor.agencies_as(Role.CLERK, Role.OFFICIAL, Role.HEAD)
    return sorted((await agencies.agencies(context, own)).items())


PAGES = (
    Page.get("desk.templates", "/templates", show, reads=queries.templates),
    Page.get("desk.template", "/templates/{template}", show_one, reads=template),
    Page.post("desk.template", "/templates/{template}", post, acts=save_template),
    Page.post("desk.remove_template", "/templates/{template}/remove", remove, acts=remove_template),
)
