"""The minutes of a meeting, Kazakh and Russian side by side, in every version that was published."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.errors import NotFound
from hearing_state.i18n import speaking
from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.record import queries, wording
from meetings.record.minutes import LANGUAGES, Section, sections_in
from meetings.record.pages.agenda import address_of

VERSION_DIGITS_MAX = 4
PANEL_SLOT = "minutes"


async def show(request: Request) -> Response:
    context = context_of(request)
    found = await queries.minutes(context, request.path_params["meeting"], _version(request))
    address = address_of(request, "minutes.show", found.meeting.ref)
    panels = await load_panels(context, PANEL_SLOT, found.meeting)
    return render(
        request,
        "meetings/record/pages/minutes.html",
        found=found,
        chapters=sections_in(found.shown.texts) if found.shown else [],
        titles=section_titles(),
        words=wording,
        address=address,
        code=qr(address),
        panels=[render_text(each.template, each.values) for each in panels],
    )


def section_titles() -> dict[str, dict[Section, str]]:
    """The headings of each language, whatever the reader speaks."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = {each: str(words) for each, words in wording.SECTIONS.items()}
    return found


def _version(request: Request) -> int | None:
    asked = request.query_params.get("version", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and len(asked) <= VERSION_DIGITS_MAX):
        raise NotFound("minutes.not_drafted")
    return int(asked)


PAGES = (
    Page.get("minutes.show", "/meetings/{meeting}/minutes", show, reads=queries.minutes, fresh_seconds=10),
)
