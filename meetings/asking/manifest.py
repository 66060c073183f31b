"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.asking.words import WORDS

MANIFEST = Manifest(name="asking", package="meetings.asking", words=WORDS)
