"""The notice for the board of a village: one sheet, both languages in letters of one size, the hour large, a square code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from hearing_state.i18n import day as whole_day
from hearing_state.i18n import gettext, local_name, speaking, weekday
from hearing_state.questions.pages.qr import qr
from hearing_state.web import Page, context_of, load_panels, render
from hearing_state.web.rendering import render_text
from meetings.schedule import lines, wording
from meetings.schedule.lines import Line
from meetings.schedule.meeting import State
from meetings.schedule.pages.show import address_of, line_of

LANGUAGES = ("kk", "ru")
"""The state language first: left, or above (law on languages, article 21)."""
LONG = 350
"""Letters of one language beyond which smaller ones are printed, so that it stays one sheet."""


@dataclass(frozen=True)
class Side:
    """What the notice says in one language, whatever the reader's own is."""

    language: str
    heading: str
    day: str
    weekday: str
    place: str
    title: str
    cancelled: str
    facts: Sequence[tuple[str, str]]
    join: str
    call: str


async def show(request: Request) -> Response:
    line = await line_of(request)
    address = address_of(request, line.meeting.ref)
    sides = [_side(line, language) for language in LANGUAGES]
    panels = await load_panels(context_of(request), "notice", line.meeting)
    return render(
        request,
        "meetings/schedule/pages/notice.html",
        meeting=line.meeting,
        sides=sides,
        is_long=any(len(each.title) + len(each.join) > LONG for each in sides),
        shown_address=address.split("://", 1)[-1],
        code=qr(address),
        panels=[render_text(each.template, each.values) for each in panels],
    )


def _side(line: Line, language: str) -> Side:
    meeting = line.meeting
    with speaking(language):
        return Side(
            language=language,
            heading=gettext("Meeting with the residents"),
            day=whole_day(meeting.on),
            weekday=weekday(meeting.on),
            place=wording.place_of(line),
            title=local_name(meeting),
            cancelled=gettext("This meeting does not take place.")
            if meeting.state is State.CANCELLED
            else "",
            facts=_facts(line),
            join=wording.how_to_join(meeting),
            call=_call(line),
        )


def _facts(line: Line) -> list[tuple[str, str]]:
    meeting = line.meeting
    said = [(gettext("Who meets the people"), wording.host(line))]
    if meeting.host_name:
        said.append((gettext("Office"), local_name(line.agency)))
    said.append((gettext("How"), str(wording.MODES[meeting.mode])))
    if meeting.mode.has_hall and wording.address(meeting):
        said.append((gettext("Where"), wording.address(meeting)))
    spoken = wording.languages(meeting.languages)
    if meeting.interpretation:
        spoken = gettext(
            "%(languages)s; interpretation: %(others)s",
            languages=spoken,
            others=wording.languages(meeting.interpretation),
        )
    return [*said, (gettext("Languages"), spoken)]


def _call(line: Line) -> str:
    """What the square code is for."""
    if not line.meeting.is_ahead:
        return gettext("Photograph the square with a telephone to read about the meeting.")
    if line.meeting.mode.is_online:
        return gettext(
            "Photograph the square with a telephone to register, to ask ahead and to take part from home."
        )
    return gettext("Photograph the square with a telephone to register and to ask ahead.")


PAGES = (Page.get("meeting.notice", "/meetings/{meeting}/notice", show, reads=lines.one, fresh_seconds=10),)
