"""One question before the office: every step with its own small form, for the room and for the writing up afterwards."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.i18n import local_name
from hearing_state.web import Form, Page, context_of, render
from meetings.asking import office, taking, wording
from meetings.asking.ahead import ANSWER_MAX, LIFECYCLE, REASON_MAX, State
from meetings.asking.models import AheadRow
from meetings.asking.views import Asked
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as Stage


async def show(request: Request) -> Response:
    return await case_page(request, Form.empty(), 200)


async def case_page(request: Request, form: Form, status: int) -> Response:
    context, asked = context_of(request), request.path_params
    shown = await office.case(context, asked["meeting"], asked["ahead"])
    question, meeting = shown.question, shown.meeting
    return render(
        request,
        "meetings/asking/console/case.html",
        status=status,
        shown=shown,
        q=question,
        meeting=meeting,
        form=form,
        may=may(question, meeting),
        answer_max=ANSWER_MAX,
        reason_max=REASON_MAX,
        **await _choices(context, meeting, question),
        done=wording.console_done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


async def _choices(context: Context, meeting: Meeting, question: Asked) -> dict[str, Any]:
    """Who may be charged with a written answer, and about what."""
    row = await AheadRow.get(id=question.id)
    bodies = await taking.offered(context, meeting, row)
    return {
        "bodies": [(str(each.id), local_name(each)) for each in bodies],
        "topics": [(each.key, local_name(each)) for each in await agencies.topics(context)],
    }


def may(question: Asked, meeting: Meeting) -> frozenset[str]:
    """Verbs for the page's forms; the actions ask again."""
    verbs = set(LIFECYCLE.verbs_from(question.state)) - {"withdraw", "split_off"}
    has_begun = meeting.state in (Stage.LIVE, Stage.HELD, Stage.RECORDED)
    if not has_begun:
        verbs -= {"mark_asked", "answer", "mark_not_reached"}
        if meeting.state is not Stage.CANCELLED:
            verbs -= {"take_away"}
    if meeting.state is Stage.RECORDED:
        verbs -= {"answer", "mark_not_reached"}
    if not question.is_public:
        verbs &= {"take_away", "mark_not_reached"}
    elif question.state is State.ASKED:
        verbs |= {"move"} | ({"unbundle"} if question.bundle_id else set())
    return frozenset(verbs)


PAGES = (Page.get("asking.case", "/meetings/{meeting}/questions/{ahead}", show, reads=office.case),)
