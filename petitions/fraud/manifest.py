"""What the fraud desk offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from petitions.fraud.tasks import LISTENERS, TIMETABLE
from petitions.fraud.words import WORDS

MANIFEST = Manifest(
    name="fraud",
    package="petitions.fraud",
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
