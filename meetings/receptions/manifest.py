"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.receptions.words import WORDS

MANIFEST = Manifest(name="receptions", package="meetings.receptions", words=WORDS)
