"""What captions offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.captions.pages import PAGES
from meetings.captions.panels import PANELS
from meetings.captions.tasks import TIMETABLE
from meetings.captions.words import WORDS

MANIFEST = Manifest(
    name="captions",
    package="meetings.captions",
    pages=PAGES,
    panels=PANELS,
    timetable=TIMETABLE,
    words=WORDS,
)
