"""What promises offer the application."""

from __future__ import annotations

from hearing_state.files.visibility import register_visibility
from hearing_state.ledger.references import register_references
from hearing_state.web.offer import Manifest
from hearing_state.web.sources import register_sources
from meetings.commitments import following
from meetings.commitments.commitment import LETTER
from meetings.commitments.console import CONSOLE, SECTIONS
from meetings.commitments.evidence import may_see_file
from meetings.commitments.pages import PAGES, listed
from meetings.commitments.panels import PANELS
from meetings.commitments.tasks import LISTENERS, TIMETABLE
from meetings.commitments.words import WORDS

MANIFEST = Manifest(
    name="commitments",
    package="meetings.commitments",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
register_visibility(LETTER, may_see_file)
register_references(LETTER, "SELECT ref FROM commitments_commitment WHERE ref = ANY($1::text[])")
register_sources(*listed.SOURCES)
following.register()
