"""What the live hall's socket offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.live.pages import PAGES
from meetings.live.panels import PANELS
from meetings.live.tasks import TIMETABLE
from meetings.live.words import WORDS

MANIFEST = Manifest(
    name="live", package="meetings.live", pages=PAGES, panels=PANELS, timetable=TIMETABLE, words=WORDS
)
