"""What signing offers the application."""

from __future__ import annotations

from hearing_state.files.visibility import register_visibility
from hearing_state.web.offer import Figures, HealthCheck, Manifest
from petitions.signing.console import PAGES as CONSOLE
from petitions.signing.console import SECTIONS
from petitions.signing.pages import PAGES
from petitions.signing.panels import PANELS
from petitions.signing.recounting import FIGURES, figures, unwell
from petitions.signing.sheets import LETTER, may_see_scan
from petitions.signing.tasks import LISTENERS, TIMETABLE
from petitions.signing.words import WORDS

MANIFEST = Manifest(
    name="signing",
    package="petitions.signing",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    timetable=TIMETABLE,
    listeners=LISTENERS,
    words=WORDS,
    health=(HealthCheck("recount", unwell),),
    figures=(Figures("petitions", FIGURES, figures),),
)
register_visibility(LETTER, may_see_scan)
