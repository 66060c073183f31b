"""Why this date: each day counted, each day skipped with its reason, each event, the rule with its article."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.deadlines import queries, readers
from hearing_state.deadlines.happenings import timeline
from hearing_state.deadlines.pages.board import names_for
from hearing_state.deadlines.pages.links import page_of
from hearing_state.deadlines.wording import certainty, length, month_name, why_counted
from hearing_state.errors import NotFound
from hearing_state.i18n import gettext, local_name
from hearing_state.web import Page, context_of, render


async def show(request: Request) -> Response:
    context = context_of(request)
    explained = await queries.explain(context, _clock_id(request))
    await readers.shows(context, explained)
    return render(
        request,
        "deadlines/pages/why.html",
        explained=explained,
        clock=explained.clock,
        timeline=timeline(explained.happenings),
        href=page_of(explained.clock.about) if explained.clock.is_public else None,
        why=why_counted,
        length=length,
        certainty=certainty,
        month_name=month_name,
        **await names_for(context, [explained.clock]),
    )


async def calendar_file(request: Request) -> Response:
    """The last day as an entry for one's own calendar (RFC 5545)."""
    context = context_of(request)
    clock = await queries.clock(context, _clock_id(request))
    if clock.due_on is None:
        raise NotFound("deadline.not_found")
    title = gettext("Last day: %(name)s, %(reference)s", name=local_name(clock.rule), reference=clock.about)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Hearing State//Deadlines//EN",
        "BEGIN:VEVENT",
        f"UID:{clock.id}@{context.settings.mail_domain}",
        f"DTSTAMP:{context.now:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{clock.due_on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{clock.due_on + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{title.replace(',', chr(92) + ',')}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    headers = {"content-disposition": f'attachment; filename="{clock.about}.ics"'}
    return Response(
        "\r\n".join(map(_folded, lines)) + "\r\n", headers=headers, media_type="text/calendar; charset=utf-8"
    )


def _folded(line: str) -> str:
    """At most 75 octets a line; letters are not cut in two."""
    made, room = "", 75
    for letter in line:
        size = len(letter.encode())
        if room < size:
            made, room = made + "\r\n ", 74
        made, room = made + letter, room - size
    return made


def _clock_id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["id"])
    except ValueError:
        raise NotFound("deadline.not_found") from None


PAGES = (
    Page.get("deadline.why", "/deadlines/{id}/why", show, reads=queries.explain, fresh_seconds=10),
    Page.get("deadline.file", "/deadlines/{id}/deadline.ics", calendar_file, reads=queries.clock),
)
