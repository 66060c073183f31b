"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.planning.words import WORDS

MANIFEST = Manifest(name="planning", package="meetings.planning", words=WORDS)
