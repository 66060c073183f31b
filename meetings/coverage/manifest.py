"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.coverage.words import WORDS

MANIFEST = Manifest(name="coverage", package="meetings.coverage", words=WORDS)
