"""What the check of petitions offers the application."""

from __future__ import annotations

from hearing_state.moderation.things import register_thing
from hearing_state.web.offer import Manifest
from petitions.checking.console import PAGES as CONSOLE
from petitions.checking.console import SECTIONS
from petitions.checking.pages import PAGES
from petitions.checking.panels import PANELS
from petitions.checking.tasks import LISTENERS, TIMETABLE
from petitions.checking.things import thing
from petitions.checking.words import WORDS

MANIFEST = Manifest(
    name="checking",
    package="petitions.checking",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
register_thing("P", thing)
