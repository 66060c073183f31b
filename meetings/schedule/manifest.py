"""What the meetings in the calendar offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.schedule.words import WORDS

MANIFEST = Manifest(name="schedule", package="meetings.schedule", words=WORDS)
