"""What signing offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from petitions.signing.pages import PAGES
from petitions.signing.panels import PANELS
from petitions.signing.tasks import TIMETABLE
from petitions.signing.words import WORDS

MANIFEST = Manifest(
    name="signing", package="petitions.signing", pages=PAGES, panels=PANELS, timetable=TIMETABLE, words=WORDS
)
