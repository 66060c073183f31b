"""The desk of a service centre: write down who has come, ask for them, hand over the slip, next please."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context, require
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import LANGUAGE_NAMES, gettext, local_name
from hearing_state.people import queries as people
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.people.person import Person
from hearing_state.questions import queries
from hearing_state.questions.actions.ask import Ask, ask
from hearing_state.questions.console.cases import Refusal
from hearing_state.questions.pages.wording import kind_options
from hearing_state.questions.question import TEXT_MAX, TITLE_MAX, Channel
from hearing_state.questions.views import Status
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from hearing_state.web import Form, Page, context_of, read_form, render, see_other

POINT_FIELDS = 3
FOUND_MAX = 12


async def show(request: Request) -> Response:
    require(context_of(request), "people.register_visitor")
    return _register_page(request, Form.empty(locale=context_of(request).locale), None)


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        made = await register_visitor(form.context, form.wish(RegisterVisitor))
    except (Invalid, Conflict) as refusal:
        return _register_page(request, form, refusal)
    return see_other(request, "desk.visitor_place", person=made.person_id)


def _register_page(request: Request, form: Form, refusal: Refusal | None) -> Response:
    return render(
        request,
        "questions/console/visitor.html",
        status=refusal.status if refusal else 200,
        form=form.refused(refusal) if refusal else form,
        languages=list(LANGUAGE_NAMES.items()),
    )


async def show_place(request: Request) -> Response:
    context, sought = context_of(request), request.query_params.get("q", "").strip()
    return render(
        request,
        "questions/console/visitor_place.html",
        guest=await people.visitor(context, request.path_params["person"]),
        sought=sought,
        found=await territories.search(context, sought, limit=FOUND_MAX) if sought else [],
    )


async def show_question(request: Request) -> Response:
    context = context_of(request)
    person = await people.visitor(context, request.path_params["person"])
    place = await territories.place(context, request.path_params["place"])
    return await _question_page(
        request, person, place, Form.empty(kind="inquiry", language=person.locale), None
    )


async def _question_page(
    request: Request, person: Person, place: Place, form: Form, refusal: Refusal | None
) -> Response:
    return render(
        request,
        "questions/console/visitor_ask.html",
        status=refusal.status if refusal else 200,
        guest=person,
        place=place,
        form=form.refused(refusal) if refusal else form,
        **await _choices(context_of(request)),
    )


async def _choices(context: Context) -> Mapping[str, Any]:
    return {
        "topics": [(each.key, local_name(each)) for each in await agencies.topics(context)],
        "kinds": [(value, label) for value, label, _hint in kind_options()],
        "languages": list(LANGUAGE_NAMES.items()),
        "visibilities": [
            ("public", gettext("Everybody")),
            ("private", gettext("Only the visitor and the body")),
        ],
        "point_fields": POINT_FIELDS,
        "title_max": TITLE_MAX,
        "text_max": TEXT_MAX,
    }


async def post_question(request: Request) -> Response:
    form, asked = await read_form(request), request.path_params
    person = await people.visitor(form.context, asked["person"])
    try:
        slip = await ask(form.context, _wish(form, person, asked["place"]))
    except (Invalid, Conflict) as refusal:
        place = await territories.place(form.context, asked["place"])
        return await _question_page(request, person, place, form, refusal)
    return see_other(request, "desk.visitor_done", ref=slip.ref, person=person.id)


def _wish(form: Form, person: Person, place: str) -> Ask:
    """Spoken consent counts only where the visitor wants to be read by everybody. Raises Invalid."""
    visibility = form.value("visibility")
    if visibility not in {"public", "private"}:
        raise Invalid("field_not_offered", field="visibility")
    return form.wish(
        Ask,
        place=place,
        person=person.id,
        channel=Channel.DESK,
        is_public=visibility == "public",
        consent=visibility == "public" and form.value("consent") == "yes",
    )


async def show_done(request: Request) -> Response:
    context = context_of(request)
    require(context, "people.register_visitor")
    status: Status = await queries.status(context, request.path_params["ref"])
    return render(
        request,
        "questions/console/visitor_done.html",
        status_shown=status,
        guest=request.query_params.get("person", ""),
    )


PAGES = (
    Page.get("desk.visitor", "/desk/visitor", show, reads=people.visitor),
    Page.post("desk.visitor", "/desk/visitor", post, acts=register_visitor),
    Page.get("desk.visitor_place", "/desk/visitor/{person}", show_place, reads=people.visitor),
    Page.get("desk.visitor_ask", "/desk/visitor/{person}/{place}", show_question, reads=people.visitor),
    Page.post("desk.visitor_ask", "/desk/visitor/{person}/{place}", post_question, acts=ask),
    Page.get("desk.visitor_done", "/desk/slips/{ref}", show_done, reads=queries.status),
)
