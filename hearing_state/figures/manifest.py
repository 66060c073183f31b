"""What figures offer the application."""

from __future__ import annotations

from hearing_state.figures.console import CONSOLE, SECTIONS
from hearing_state.figures.pages import PAGES, body, overview
from hearing_state.figures.panels import PANELS
from hearing_state.figures.tasks import TIMETABLE
from hearing_state.figures.words import WORDS
from hearing_state.web.offer import Manifest
from hearing_state.web.sources import register_sources

MANIFEST = Manifest(
    name="figures",
    package="hearing_state.figures",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    timetable=TIMETABLE,
    words=WORDS,
)
register_sources(*body.SOURCES, *overview.SOURCES)
