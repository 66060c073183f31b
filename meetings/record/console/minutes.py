"""The minutes' editor: both languages side by side, saved by itself while somebody writes, nobody's words lost."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Forbidden, Invalid
from hearing_state.ids import new_secret
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.record import wording
from meetings.record.actions.draft_minutes import DraftMinutes, draft_minutes
from meetings.record.actions.save_minutes import SaveMinutes, save_minutes
from meetings.record.desk import Desk, desk
from meetings.record.minutes import LANGUAGES, Section, field_of
from meetings.record.minutes import State as MinutesState
from meetings.record.pages.minutes import section_titles
from meetings.record.sight import own_meeting

BODY_BYTES_MAX = 2 * 1024 * 1024
"""Two languages of seven sections, each letter up to six bytes on the way."""
NUMBER_DIGITS_MAX = 9


async def show(request: Request) -> Response:
    found = await desk(context_of(request), request.path_params["meeting"])
    return _page(request, found, begun(found), 200)


def begun(found: Desk) -> Form:
    """The texts as they are kept; every opened page has a pen of its own."""
    if found.in_work is None:
        return Form.empty()
    texts = {
        field_of(language, section): found.in_work.text(language, section)
        for language in LANGUAGES
        for section in Section
    }
    return Form.empty(revision=str(found.in_work.revision), pen=new_secret(), **texts)


async def post(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    try:
        await save_minutes(form.context, _wish(form, ref))
    except (Invalid, Conflict) as refusal:
        found = await desk(form.context, ref)
        return _page(request, found, _with_newest(form, found).refused(refusal), refusal.status, theirs=True)
    except Forbidden:
        await own_meeting(form.context, ref)
        raise
    if form.value("then") == "review":
        return see_other(request, "minutes.review", meeting=ref)
    return see_other(request, "minutes.edit", meeting=ref, done="saved")


def _wish(form: Form, ref: str) -> SaveMinutes:
    texts = {
        language: {section.value: form.value(field_of(language, section)) for section in Section}
        for language in LANGUAGES
    }
    revision = form.value("revision")
    known = (
        int(revision)
        if revision.isascii() and revision.isdigit() and len(revision) <= NUMBER_DIGITS_MAX
        else 0
    )
    pen = form.value("pen")[:64].ljust(8, "-")
    return SaveMinutes(meeting=ref, revision=known, pen=pen, texts=texts)


def _with_newest(form: Form, found: Desk) -> Form:
    """The words that were typed, ready to be saved over what is shown beside them."""
    newest = str(found.in_work.revision) if found.in_work else "0"
    return Form({**form.sent, "revision": (newest,), "pen": (new_secret(),)}, form.files, (), form.context)


async def draft(request: Request) -> Response:
    form, ref = await read_form(request), request.path_params["meeting"]
    wanted = [each for each in form.values("sections") if each in set(Section)]
    try:
        await draft_minutes(
            form.context, DraftMinutes(meeting=ref, sections=tuple(Section(each) for each in wanted))
        )
    except (Invalid, Conflict) as refusal:
        found = await desk(form.context, ref)
        return _page(request, found, begun(found).refused(refusal), refusal.status)
    except Forbidden:
        await own_meeting(form.context, ref)
        raise
    return see_other(request, "minutes.edit", meeting=ref, done="filled" if wanted else "drafted")


def _page(request: Request, found: Desk, form: Form, status: int, *, theirs: bool = False) -> Response:
    in_work = found.in_work
    is_open = in_work is not None and in_work.state is MinutesState.DRAFTED
    return render(
        request,
        "meetings/record/console/minutes.html",
        status=status,
        own=found,
        meeting=found.meeting,
        minutes=in_work,
        form=form,
        titles=section_titles(),
        chapters=list(Section),
        theirs=in_work if theirs and in_work and form.value("revision") else None,
        is_open=is_open and "save" in found.may,
        may_draft="write" in found.may,
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


_AT = "/meetings/{meeting}/record/minutes"
PAGES = (
    Page.get("minutes.edit", _AT, show, reads=desk),
    Page.post("minutes.edit", _AT, post, acts=save_minutes, body_bytes_max=BODY_BYTES_MAX),
    Page.post("minutes.draft", f"{_AT}/draft", draft, acts=draft_minutes),
)
