"""My registration for one meeting: how it stands, changed, withdrawn, put into a calendar."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import Conflict, Invalid
from hearing_state.web import Form, Page, context_of, read_form, render, see_other
from meetings.registration import queries, wording
from meetings.registration.actions.change_entry import ChangeEntry, change_entry
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.registration.entry import NOTE_MAX, Mode, modes_of
from meetings.registration.heading import heading_of
from meetings.registration.pages.calendar_file import calendar_file
from meetings.registration.pages.register import closed_sentence
from meetings.registration.queries import TakingPart


async def show(request: Request) -> Response:
    context = context_of(request)
    meeting, own = await queries.own_at(context, request.path_params["meeting"])
    return render(
        request,
        "meetings/registration/pages/own.html",
        head=await heading_of(context, meeting),
        meeting=meeting,
        own=own,
        closed=closed_sentence(context, meeting),
        is_new=request.query_params.get("done") == "registered",
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


async def show_change(request: Request) -> Response:
    found = await _found(request)
    entry = found.entry
    begun = Form.empty(
        mode=entry.mode.value,
        wishes=[each.value for each in entry.wishes],
        note=entry.note,
        headcount=str(entry.headcount),
    )
    return await _change_page(request, found, begun, 200)


async def _found(request: Request) -> TakingPart:
    asked = request.path_params
    return await queries.own_one(context_of(request), asked["meeting"], asked["registration"])


async def post_change(request: Request) -> Response:
    form, found = await read_form(request), await _found(request)
    try:
        await change_entry(form.context, form.wish(ChangeEntry, entry=found.entry.id))
    except (Invalid, Conflict) as refusal:
        return await _change_page(request, found, form.refused(refusal), refusal.status)
    done = "point_changed" if found.entry.is_point else "changed"
    return see_other(request, "registration.show", meeting=found.meeting.ref, done=done)


async def _change_page(request: Request, found: TakingPart, form: Form, status: int) -> Response:
    context = context_of(request)
    modes = (Mode.ONLINE,) if found.entry.is_point else modes_of(found.meeting.mode)
    return render(
        request,
        "meetings/registration/pages/change.html",
        status=status,
        entry=found.entry,
        meeting=found.meeting,
        form=form,
        closed=closed_sentence(context, found.meeting),
        modes=wording.mode_options(found.meeting, await queries.counts(context, found.meeting)),
        needs=wording.need_options(modes),
        note_max=NOTE_MAX,
        words=wording,
    )


async def show_withdraw(request: Request) -> Response:
    return await _withdraw_page(request, await _found(request), Form.empty(), 200)


async def post_withdraw(request: Request) -> Response:
    form, found = await read_form(request), await _found(request)
    try:
        await unregister(form.context, Unregister(entry=found.entry.id))
    except Conflict as refusal:
        return await _withdraw_page(request, found, form.refused(refusal), refusal.status)
    done = "point_withdrawn" if found.entry.is_point else "withdrawn"
    return see_other(request, "registration.mine", done=done)


async def _withdraw_page(request: Request, found: TakingPart, form: Form, status: int) -> Response:
    return render(
        request,
        "meetings/registration/pages/withdraw.html",
        status=status,
        entry=found.entry,
        meeting=found.meeting,
        form=form,
        closed=closed_sentence(context_of(request), found.meeting),
        words=wording,
    )


_ONE = "/meetings/{meeting}/registration/{registration}"
PAGES = (
    Page.get("registration.show", "/meetings/{meeting}/registration", show, reads=queries.own_at),
    Page.get("registration.file", "/meetings/{meeting}/registration/meeting.ics", calendar_file, reads=queries.own_at),
    Page.get("registration.change", f"{_ONE}/change", show_change, reads=queries.own_one),
    Page.post("registration.change", f"{_ONE}/change", post_change, acts=change_entry),
    Page.get("registration.withdraw", f"{_ONE}/withdraw", show_withdraw, reads=queries.own_one),
    Page.post("registration.withdraw", f"{_ONE}/withdraw", post_withdraw, acts=unregister),
)  # fmt: skip
