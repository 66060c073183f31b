"""The secretary's desk of one meeting: before it the checklist, while it goes on the buttons, afterwards the way to the results."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.i18n import local_name
from hearing_state.territories import queries as territories
from hearing_state.web import Form, Page, context_of, render
from meetings.record import raised, wording
from meetings.record.desk import Desk, desk
from meetings.record.floor_time import SpeakerKind
from meetings.record.headcount import AttendanceMode
from meetings.schedule.meeting import State

LIVE = (State.LIVE,)
WORDS_OF_A_QUESTION = 120
OVER = (State.HELD, State.RECORDED)


async def show(request: Request) -> Response:
    return await page(request, Form.empty(), 200)


async def page(request: Request, form: Form, status: int) -> Response:
    context = context_of(request)
    found = await desk(context, request.path_params["meeting"])
    return render(
        request,
        "meetings/record/console/show.html",
        status=status,
        form=form,
        own=found,
        record=found.record,
        meeting=found.meeting,
        is_ahead=found.meeting.is_ahead,
        is_live=found.meeting.state in LIVE,
        is_over=found.meeting.state in OVER,
        may_write="write" in found.may,
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
        speakers=[(kind.value, words) for kind, words in wording.SPEAKERS.items() if kind in SpeakerKind],
        modes=[(mode.value, words) for mode, words in wording.MODES.items() if mode in AttendanceMode],
        places=await _places(context, found) if found.meeting.has_happened else [],
        questions=await _questions(context, found) if found.meeting.has_happened else [],
    )


async def _questions(context: Context, found: Desk) -> list[tuple[str, str]]:
    """What a speech may be about."""
    known = await raised.listed(context, found.meeting.id)
    return [(ref, f"{ref}: {text[:WORDS_OF_A_QUESTION]}") for ref, text in known.items()]


async def _places(context: Context, found: Desk) -> list[tuple[str, Any]]:
    """Where a resident may be from: the meeting's own place and what lies right under it."""
    own = found.around.place
    under = await territories.children(context, own.code if own else None)
    return [(each.code, local_name(each)) for each in ([own] if own else []) + under]


PAGES = (Page.get("record.show", "/meetings/{meeting}/record", show, reads=desk),)
