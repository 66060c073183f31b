"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.record.words import WORDS

MANIFEST = Manifest(name="record", package="meetings.record", words=WORDS)
