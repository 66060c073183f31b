"""What the duties to meet offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.duties.console import CONSOLE, SECTIONS
from meetings.duties.pages import PAGES
from meetings.duties.words import WORDS

MANIFEST = Manifest(
    name="duties",
    package="meetings.duties",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    words=WORDS,
)
