"""What the record of meetings offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.record.console import PAGES as CONSOLE
from meetings.record.pages import PAGES
from meetings.record.panels import PANELS
from meetings.record.tasks import LISTENERS
from meetings.record.words import WORDS

MANIFEST = Manifest(
    name="record",
    package="meetings.record",
    pages=PAGES,
    console=CONSOLE,
    panels=PANELS,
    listeners=LISTENERS,
    words=WORDS,
)
