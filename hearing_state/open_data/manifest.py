"""What open data offers the application."""

from __future__ import annotations

from hearing_state.open_data.pages import listed
from hearing_state.open_data.tasks import TIMETABLE
from hearing_state.open_data.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="open_data",
    package="hearing_state.open_data",
    has_models=False,
    pages=listed.PAGES,
    timetable=TIMETABLE,
    words=WORDS,
)
