"""What the shared devices' pages offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Manifest
from meetings.screens.pages import PAGES
from meetings.screens.panels import PANELS

MANIFEST = Manifest(name="screens", package="meetings.screens", has_models=False, pages=PAGES, panels=PANELS)
