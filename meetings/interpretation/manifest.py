"""What interpretation offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.interpretation.pages import PAGES
from meetings.interpretation.panels import PANELS
from meetings.interpretation.words import WORDS

MANIFEST = Manifest(
    name="interpretation", package="meetings.interpretation", pages=PAGES, panels=PANELS, words=WORDS
)
