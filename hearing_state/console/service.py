"""How the house serves at this moment, and the operator's switch."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import STANDING
from hearing_state.console import queries
from hearing_state.console.actions.switch_service import NOTE_MAX, SwitchService, switch_service
from hearing_state.console.queries import Service
from hearing_state.errors import Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other


async def show(request: Request) -> Response:
    service = await queries.service(context_of(request))
    form = Form.empty(
        step=str(int(service.step)), **{f"note_{each}": text for each, text in service.notes.items()}
    )
    return _page(request, form, service, done=request.query_params.get("done") == "yes")


async def post(request: Request) -> Response:
    form = await read_form(request)
    try:
        await switch_service(form.context, form.wish(SwitchService))
    except Invalid as refusal:
        return _page(request, form.refused(refusal), await queries.service(context_of(request)), status=422)
    return see_other(request, "service.show", done="yes")


def _page(
    request: Request, form: Form, service: Service, *, status: int = 200, done: bool = False
) -> Response:
    return render(
        request,
        "console/service.html",
        status=status,
        form=form,
        service=service,
        found=STANDING.found,
        note_max=NOTE_MAX,
        done=done,
    )


PAGES = (
    Page.get("service.show", "/service", show, reads=queries.service),
    Page.post("service.show", "/service", post, acts=switch_service),
)
