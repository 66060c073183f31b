"""What those who serve a meeting offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.crew.console import PAGES as CONSOLE
from meetings.crew.pages import PAGES
from meetings.crew.panels import PANELS
from meetings.crew.words import WORDS

MANIFEST = Manifest(
    name="crew", package="meetings.crew", pages=PAGES, console=CONSOLE, panels=PANELS, words=WORDS
)
