"""What broadcasts offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.broadcast.pages import PAGES
from meetings.broadcast.panels import PANELS
from meetings.broadcast.tasks import LISTENERS, TIMETABLE
from meetings.broadcast.words import WORDS

MANIFEST = Manifest(
    name="broadcast",
    package="meetings.broadcast",
    has_models=False,
    pages=PAGES,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
