"""What the fraud desk offers the application."""

from __future__ import annotations

from hearing_state.web.offer import HealthCheck, Manifest
from petitions.fraud.console import PAGES as CONSOLE
from petitions.fraud.console import SECTIONS
from petitions.fraud.panels import PANELS
from petitions.fraud.queries import unwell
from petitions.fraud.tasks import LISTENERS, TIMETABLE
from petitions.fraud.words import WORDS

MANIFEST = Manifest(
    name="fraud",
    package="petitions.fraud",
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
    health=(HealthCheck("signers_per_territory", unwell),),
)
