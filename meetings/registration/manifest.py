"""What taking part offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.registration import following
from meetings.registration.console import PAGES as CONSOLE
from meetings.registration.pages import PAGES
from meetings.registration.panels import PANELS
from meetings.registration.tasks import LISTENERS, TIMETABLE
from meetings.registration.words import WORDS

MANIFEST = Manifest(
    name="registration",
    package="meetings.registration",
    pages=PAGES,
    console=CONSOLE,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
following.register()
