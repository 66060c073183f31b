"""The notice to the maslikhat on paper, in Kazakh and in Russian, with the calendar it speaks of."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.i18n import speaking
from hearing_state.web import Page, context_of, render
from hearing_state.web.rendering import render_text
from meetings.planning import queries
from meetings.planning.console import wording
from meetings.planning.console.show import common
from meetings.planning.console.stepping import opened
from meetings.planning.plan import Recipient, State

SPOKEN = ("kk", "ru")


async def show(request: Request) -> Response:
    context, found = context_of(request), await opened(request)
    if found.plan is None or found.plan.state is not State.APPROVED:
        raise NotFound("plan.not_found")
    heads = await agencies.heads_of(context, [found.agency.id])
    values = {
        **common(found),
        "head": heads.get(found.agency.id),
        "sent": found.sent.get(Recipient.MASLIKHAT),
        "modes": wording.MODES,
    }
    papers = []
    for language in SPOKEN:
        with speaking(language):
            papers.append((language, render_text("meetings/planning/console/notice_paper.html", values)))
    return render(request, "meetings/planning/console/notice.html", papers=papers, **common(found))


PAGES = (Page.get("plan.notice", "/plans/{slug}/{year}/notice", show, reads=queries.shown),)
