"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.commitments.words import WORDS

MANIFEST = Manifest(name="commitments", package="meetings.commitments", words=WORDS)
