"""What coverage offers the application: the public's instrument against forgetting a village."""

from __future__ import annotations

from hearing_state.web.offer import HealthCheck, Manifest
from hearing_state.web.sources import register_sources
from meetings.coverage import queries
from meetings.coverage.console import CONSOLE
from meetings.coverage.pages import PAGES, overdue
from meetings.coverage.panels import PANELS
from meetings.coverage.tasks import LISTENERS, TIMETABLE
from meetings.coverage.words import WORDS

MANIFEST = Manifest(
    name="coverage",
    package="meetings.coverage",
    pages=PAGES,
    console=CONSOLE,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
    health=(HealthCheck("coverage", queries.health),),
)
register_sources(*overdue.SOURCES)
