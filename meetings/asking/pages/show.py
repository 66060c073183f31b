"""One question ahead: what was asked, where it stands in the order, what became of it, and what its asker can do."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.i18n import local_name
from hearing_state.web import Page, context_of, render
from hearing_state.web.rendering import url_or_none
from meetings.asking import queries, wording
from meetings.asking.ahead import SPLIT_WITHIN, State
from meetings.asking.pages.reader import shown_of
from meetings.asking.views import Asked


async def show(request: Request) -> Response:
    context = context_of(request)
    shown = await shown_of(request)
    question, meeting = shown.question, shown.meeting
    topics = {each.key: local_name(each) for each in await agencies.topics(context)}
    return render(
        request,
        "meetings/asking/pages/show.html",
        shown=shown,
        q=question,
        meeting=meeting,
        topic_name=topics.get(question.topic, ""),
        may_vote=wording.may_vote(meeting, context.actor, context.now),
        may=_may(question, is_late=_is_late(question, context.now)),
        record=url_or_none("record.agenda", meeting=meeting.ref) if question.asked_moment_at else None,
        report=url_or_none("moderation.report", about=question.ref),
        done=wording.done_sentence(request.query_params.get("done", "")),
        words=wording,
    )


def _is_late(question: Asked, now: datetime) -> bool:
    said_at = question.answered_at or question.taken_at
    return bool(said_at and now > said_at + SPLIT_WITHIN)


def _may(question: Asked, *, is_late: bool) -> frozenset[str]:
    """What the asker's buttons offer; the actions ask again."""
    if not question.is_own:
        return frozenset()
    may = set()
    if question.state in (State.ASKED, State.NOT_REACHED):
        may.add("withdraw")
    if question.state is State.NOT_REACHED and not question.is_guest:
        may.add("write")
    if question.bundle_id is not None and question.taken_ref != question.ref and not is_late:
        may.add("split_off")
    return frozenset(may)


PAGES = (
    Page.get(
        "asking.show", "/meetings/{meeting}/questions/{ahead}", show, reads=queries.shown, fresh_seconds=10
    ),
)
