"""What the media nodes offer the application."""

from __future__ import annotations

from hearing_state.web.offer import Figures, HealthCheck, Manifest
from meetings.nodes.console import CONSOLE, SECTIONS
from meetings.nodes.queries import FIGURES, figures, unwell
from meetings.nodes.tasks import LISTENERS
from meetings.nodes.words import WORDS

MANIFEST = Manifest(
    name="nodes",
    package="meetings.nodes",
    console=CONSOLE,
    sections=SECTIONS,
    words=WORDS,
    listeners=LISTENERS,
    health=(HealthCheck("media_nodes", unwell),),
    figures=(Figures("media_nodes", FIGURES, figures),),
)
