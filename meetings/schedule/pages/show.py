"""One meeting: when, where, how to take part, who meets whom; how it was announced, what became of it, what belongs to it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.agencies import queries as agencies
from hearing_state.errors import NotFound
from hearing_state.i18n import local_name
from hearing_state.ids import is_reference
from hearing_state.territories import queries as territories
from hearing_state.web import Page, context_of, load_panels, render, url
from hearing_state.web.rendering import render_text
from hearing_state.web.share_picture import share_answer
from meetings.schedule import lines, queries, wording
from meetings.schedule.announcement import announcement_of
from meetings.schedule.history import steps_of
from meetings.schedule.lines import Line
from meetings.schedule.meeting import LETTER, ChangeKind
from meetings.schedule.pages.shared import head_of, share_of


async def show(request: Request) -> Response:
    context = context_of(request)
    line = await line_of(request)
    meeting = line.meeting
    changes = await queries.changes(context, meeting.id)
    buttons = await load_panels(context, "meeting.buttons", meeting)
    panels = await load_panels(context, "meeting", meeting)
    return render(
        request,
        "meetings/schedule/pages/show.html",
        line=line,
        meeting=meeting,
        above=await territories.line(context, meeting.place_code) if meeting.place_code else [],
        topic=await _topic(request, meeting.topic),
        steps=steps_of(changes),
        announcement=announcement_of(meeting, context.today),
        head=head_of(request, line),
        moved=next((each for each in reversed(changes) if each.kind is ChangeKind.MOVED), None),
        is_unconfirmed=meeting.is_unconfirmed(context.now),
        buttons=[render_text(each.template, each.values) for each in buttons],
        panels=[render_text(each.template, each.values) for each in panels],
        words=wording,
    )


async def as_picture(request: Request) -> Response:
    """What stands beside the link where people pass it on."""
    return await share_answer(request, share_of(await line_of(request)))


async def line_of(request: Request) -> Line:
    """The meeting that the address names. Raises NotFound."""
    ref = request.path_params["meeting"]
    if not is_reference(ref, LETTER):
        raise NotFound("meeting.not_found")
    return await lines.one(context_of(request), ref)


def address_of(request: Request, ref: str) -> str:
    """The meeting's own address with the site's name, for paper and calendars."""
    return f"{context_of(request).settings.site_url.rstrip('/')}{url('meeting.show', meeting=ref)}"


async def _topic(request: Request, key: str | None) -> str:
    return local_name(await agencies.topic(context_of(request), key)) if key else ""


PAGES = (
    Page.get("meeting.show", "/meetings/{meeting}", show, reads=lines.one, fresh_seconds=10),
    Page.get("meeting.picture", "/meetings/{meeting}/share.png", as_picture, reads=lines.one, fresh_seconds=60),
)  # fmt: skip
