"""What the duties to meet offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.duties.words import WORDS

MANIFEST = Manifest(name="duties", package="meetings.duties", words=WORDS)
