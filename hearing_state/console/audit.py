"""The auditor's log: every act with who, when, what and about what. Only to be read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.clock import YEARS
from hearing_state.console import queries
from hearing_state.console.queries import Wanted
from hearing_state.errors import Fault, Invalid
from hearing_state.web import Form, Page, context_of, page_number, render

FIELDS = ("action", "about", "person", "from_on", "until_on")
TEXT_MAX = 120


async def show(request: Request) -> Response:
    asked = request.query_params
    form = Form.empty(**{name: asked.get(name, "")[:TEXT_MAX] for name in FIELDS})
    wanted = Wanted()
    try:
        wanted = _wanted(form)
    except Invalid as refusal:
        form = form.refused(refusal)
    return render(
        request,
        "console/audit.html",
        status=422 if form.faults else 200,
        form=form,
        acts=await queries.acts(context_of(request), wanted, page_number(request)),
        is_filtered=any(form.value(name) for name in FIELDS),
    )


def _wanted(form: Form) -> Wanted:
    """Raises Invalid with each field that cannot be read."""
    faults: list[Fault] = []
    read = Wanted(
        action=form.value("action"),
        about=form.value("about"),
        person=_person(form.value("person"), faults),
        from_on=_day(form, "from_on", faults),
        until_on=_day(form, "until_on", faults),
    )
    if faults:
        raise Invalid.many(faults)
    return read


def _person(text: str, faults: list[Fault]) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        faults.append(Fault("person", "field_not_understood"))
        return None


def _day(form: Form, name: str, faults: list[Fault]) -> date | None:
    if not form.value(name):
        return None
    try:
        found = date.fromisoformat(form.value(name))
    except ValueError:
        found = date.min
    if found.year in YEARS:
        return found
    faults.append(Fault(name, "field_not_a_day"))
    return None


PAGES = (Page.get("console.audit", "/audit", show, reads=queries.acts),)
