"""What the help with the technology offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.helpdesk.pages import PAGES
from meetings.helpdesk.panels import PANELS
from meetings.helpdesk.tasks import TIMETABLE
from meetings.helpdesk.words import WORDS

MANIFEST = Manifest(
    name="helpdesk",
    package="meetings.helpdesk",
    pages=PAGES,
    panels=PANELS,
    timetable=TIMETABLE,
    words=WORDS,
)
