"""What the consideration of petitions offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from petitions.considering.console import PAGES as CONSOLE
from petitions.considering.console import SECTIONS
from petitions.considering.panels import PANELS
from petitions.considering.tasks import LISTENERS, TIMETABLE
from petitions.considering.telling import LISTENERS as LETTERS
from petitions.considering.words import WORDS

MANIFEST = Manifest(
    name="considering",
    package="petitions.considering",
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=(*LISTENERS, *LETTERS),
    timetable=TIMETABLE,
    words=WORDS,
)
