"""What taking part offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.registration.tasks import LISTENERS, TIMETABLE
from meetings.registration.words import WORDS

MANIFEST = Manifest(
    name="registration",
    package="meetings.registration",
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
