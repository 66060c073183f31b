"""What the media server offers the application: its words. It has no pages and no tables; `meetings/live` will use it."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.media.words import WORDS

MANIFEST = Manifest(name="media", package="meetings.media", has_models=False, words=WORDS)
