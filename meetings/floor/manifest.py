"""What the speaking queue offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.floor.console import PAGES as CONSOLE
from meetings.floor.pages import PAGES
from meetings.floor.panels import PANELS
from meetings.floor.tasks import TIMETABLE
from meetings.floor.words import WORDS

MANIFEST = Manifest(
    name="floor",
    package="meetings.floor",
    pages=PAGES,
    console=CONSOLE,
    panels=PANELS,
    timetable=TIMETABLE,
    words=WORDS,
)
