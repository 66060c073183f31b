"""What the replay of meetings offers the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.replay.console import PAGES as CONSOLE
from meetings.replay.pages import PAGES
from meetings.replay.panels import PANELS
from meetings.replay.words import WORDS

MANIFEST = Manifest(
    name="replay", package="meetings.replay", pages=PAGES, console=CONSOLE, panels=PANELS, words=WORDS
)
