"""Find by slip: a number says how the question stands, to anybody, without its content."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hearing_state.errors import Invalid, NotFound
from hearing_state.ids import reference
from hearing_state.questions import queries, slips
from hearing_state.questions.pages.wording import state_name
from hearing_state.questions.views import Status
from hearing_state.web import Form, Page, context_of, render

_NUMBER = re.compile(r"^Q?\W*(20\d\d)\W*(\d{1,9})$", re.IGNORECASE)
TYPED_MAX = 40


async def show(request: Request) -> Response:
    typed = request.query_params.get("number", "")[:TYPED_MAX].strip()
    form = Form.empty(number=typed)
    found: Status | None = None
    if typed:
        try:
            found = await _find(request, typed)
        except NotFound:
            elsewhere = await slips.address_of(context_of(request), _reference(typed))
            if elsewhere is not None:
                return RedirectResponse(elsewhere, status_code=303)
            form = form.refused(Invalid("question.not_found", field="number"))
    return render(
        request,
        "questions/pages/find.html",
        status=422 if form.faults else 200,
        form=form,
        found=found,
        state_name=state_name,
    )


async def _find(request: Request, typed: str) -> Status:
    if not _reference(typed):
        raise NotFound("question.not_found")
    return await queries.status(context_of(request), _reference(typed))


def _reference(typed: str) -> str:
    """The number as it is kept; empty for what is none."""
    read = _NUMBER.match(typed)
    return reference("Q", int(read.group(1)), int(read.group(2))) if read else ""


PAGES = (Page.get("question.find", "/questions/find", show, reads=queries.status),)
