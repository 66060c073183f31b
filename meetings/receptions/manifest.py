"""What personal reception offers the application."""

from __future__ import annotations

from hearing_state.i18n import _l
from hearing_state.web.offer import Manifest, Section
from meetings.receptions import queries
from meetings.receptions.console import case, desk, visitors
from meetings.receptions.pages import kept, offered, own
from meetings.receptions.panels import body
from meetings.receptions.panels import desk as desk_panel
from meetings.receptions.tasks import LISTENERS, TIMETABLE
from meetings.receptions.words import WORDS

MANIFEST = Manifest(
    name="receptions",
    package="meetings.receptions",
    pages=(*kept.PAGES, *offered.PAGES, *own.PAGES),
    console=(*desk.PAGES, *visitors.PAGES, *case.PAGES),
    sections=(
        Section(18, "reception.desk", _l("Personal reception"), "reception.see_desk", queries.desk_count),
    ),
    panels=(body.PANEL, desk_panel.PANEL),
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
