"""What questions ahead offer the application."""

from __future__ import annotations

from hearing_state.ledger.references import register_references
from hearing_state.questions.slips import register_slips
from hearing_state.web.offer import Manifest
from meetings.asking import following
from meetings.asking.console import PAGES as CONSOLE
from meetings.asking.console import SECTIONS
from meetings.asking.pages import PAGES
from meetings.asking.panels import PANELS
from meetings.asking.slips import SLIPS
from meetings.asking.tasks import LISTENERS, TIMETABLE
from meetings.asking.words import WORDS

MANIFEST = Manifest(
    name="asking",
    package="meetings.asking",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
register_slips(SLIPS)
following.register()
register_references(
    "Q", "SELECT ref FROM asking_question WHERE ref = ANY($1::text[]) AND screening = 'published'"
)
