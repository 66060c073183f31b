"""What the meetings in the calendar offer the application."""

from __future__ import annotations

from hearing_state.ledger.references import register_references
from hearing_state.open_data.datasets import register_dataset
from hearing_state.web.offer import Manifest
from hearing_state.web.sources import register_sources
from meetings.schedule.dump import CHANGES, MEETINGS
from meetings.schedule.pages import PAGES, taken
from meetings.schedule.panels import PANELS
from meetings.schedule.words import WORDS

MANIFEST = Manifest(
    name="schedule", package="meetings.schedule", has_models=True, pages=PAGES, panels=PANELS, words=WORDS
)
register_references("M", "SELECT ref FROM schedule_meeting WHERE ref = ANY($1::text[])")
register_dataset(MEETINGS)
register_dataset(CHANGES)
register_sources(*taken.SOURCES)
