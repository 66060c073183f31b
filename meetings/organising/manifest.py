"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.organising.words import WORDS

MANIFEST = Manifest(name="organising", package="meetings.organising", words=WORDS)
