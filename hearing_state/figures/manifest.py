"""What figures offer the application."""

from __future__ import annotations

from hearing_state.figures.tasks import TIMETABLE
from hearing_state.figures.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="figures",
    package="hearing_state.figures",
    timetable=TIMETABLE,
    words=WORDS,
)
