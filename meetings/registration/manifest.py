"""What this room offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.registration.words import WORDS

MANIFEST = Manifest(name="registration", package="meetings.registration", words=WORDS)
