"""The captioner's page: a line, and the last ones to mend. Works without scripts; with one, a line is sent without leaving the page."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.captions import queries, wording
from meetings.captions.actions.correct import Correct, correct
from meetings.captions.actions.write import Write, write
from meetings.captions.captions import TEXT_MAX


async def show(request: Request) -> Response:
    return await _page(request, Form.empty(), 200, request.query_params.get("language", ""))


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    language = form.value("language")
    try:
        await write(form.context, form.wish(Write, meeting=ref))
    except (Invalid, Conflict) as refusal:
        return await _page(request, form.refused(refusal), refusal.status, language)
    return see_other(request, "captions.write", meeting=ref, language=language)


async def mend(request: Request) -> Response:
    """The button ``take_back`` empties the line; an emptied field does the same."""
    form, ref = await read_form(request), request.path_params["meeting"]
    text = "" if form.value("take_back") else form.value("text")
    try:
        await correct(form.context, form.wish(Correct, meeting=ref, text=text))
    except (Invalid, Conflict) as refusal:
        form = Form.empty().refused(refusal)  # what was typed for a line of old is no new line
        return await _page(request, form, refusal.status, "")
    return see_other(request, "captions.write", meeting=ref, language=form.value("language"))


async def _page(request: Request, form: Form, status: int, language: str) -> Response:
    found = await queries.writing(context_of(request), request.path_params["meeting"], language)
    return render(
        request,
        "meetings/captions/pages/write.html",
        status=status,
        found=found,
        meeting=found.meeting,
        form=form,
        languages=wording.LANGUAGES,
        longest=TEXT_MAX,
    )


_PATH = "/meetings/{meeting}/captions/write"
PAGES = (
    Page.get("captions.write", _PATH, show, reads=queries.writing),
    Page.post("captions.put", _PATH, post, acts=write),
    Page.post("captions.correct", f"{_PATH}/correct", mend, acts=correct),
)
