"""The register of bodies: list, one entry with its posts, and the small changes that are made right there."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import register
from hearing_state.agencies.actions.end_appointment import EndAppointment, end_appointment
from hearing_state.agencies.actions.rename_agency import RenameAgency, rename_agency
from hearing_state.agencies.actions.set_second_person import SetSecondPerson, set_second_person
from hearing_state.agencies.pages.bodies import wanted_in
from hearing_state.agencies.register import PAGE_SIZE
from hearing_state.agencies.wording import WORDING, kind_options
from hearing_state.errors import Invalid
from hearing_state.i18n import gettext as _
from hearing_state.web import Form, Page, Paged, context_of, page_number, read_form, render, see_other

DONE = {
    "renamed": lambda: _("The new name is in force. The old one stays on the body's page with its day."),
    "second": lambda: _("Saved."),
    "ended": lambda: _("The last day is written down."),
    "appointed": lambda: _("The appointment is written down."),
    "founded": lambda: _("The body is founded. Appoint its head now."),
    "merged": lambda: _("Merged. All that the other bodies held is being handed over."),
}


async def show_list(request: Request) -> Response:
    wanted, page = wanted_in(request, with_dissolved=True), page_number(request)
    found = await register.registered(context_of(request), wanted, page)
    return render(
        request,
        "agencies/console/register.html",
        found=found,
        wanted=wanted,
        page=Paged(found.agencies, page, found.total, PAGE_SIZE),
        kinds=kind_options(),
        **WORDING,
    )


async def show(request: Request) -> Response:
    return await _entry(request, Form.empty())


async def _entry(request: Request, form: Form, status: int = 200) -> Response:
    context = context_of(request)
    entry = await register.entry(context, request.path_params["slug"])
    done = DONE.get(request.query_params.get("done", ""))
    return render(
        request,
        "agencies/console/entry.html",
        status=status,
        entry=entry,
        agency=entry.body.agency,
        form=form,
        done=done() if done else None,
        today=context.today,
        **WORDING,
    )


async def rename(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    try:
        await rename_agency(form.context, form.wish(RenameAgency, agency=slug))
    except Invalid as refusal:
        return await _entry(request, form.refused(refusal), 422)
    return see_other(request, "agency.edit", slug=slug, done="renamed")


async def second_person(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    await set_second_person(form.context, SetSecondPerson(agency=slug, needed=form.value("needed") == "yes"))
    return see_other(request, "agency.edit", slug=slug, done="second")


async def end(request: Request) -> Response:
    form, slug = await read_form(request), request.path_params["slug"]
    try:
        await end_appointment(form.context, form.wish(EndAppointment))
    except Invalid as refusal:
        return await _entry(request, form.refused(refusal), 422)
    return see_other(request, "agency.edit", slug=slug, done="ended")


PAGES = (
    Page.get("agency.register", "/bodies", show_list, reads=register.registered),
    Page.get("agency.edit", "/bodies/{slug}", show, reads=register.entry),
    Page.post("agency.rename", "/bodies/{slug}/rename", rename, acts=rename_agency),
    Page.post("agency.second_person", "/bodies/{slug}/second-person", second_person, acts=set_second_person),
    Page.post("agency.end_appointment", "/bodies/{slug}/end-appointment", end, acts=end_appointment),
)
