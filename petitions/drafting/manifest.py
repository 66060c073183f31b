"""What writing petitions offers the application."""

from __future__ import annotations

from hearing_state.files.visibility import register_visibility
from hearing_state.ledger.references import register_references
from hearing_state.web.offer import Command, Manifest
from petitions.drafting.command import add_arguments, run
from petitions.drafting.console import PAGES as CONSOLE
from petitions.drafting.console import SECTIONS
from petitions.drafting.held import OPEN
from petitions.drafting.pages import PAGES
from petitions.drafting.panels import PANELS
from petitions.drafting.papers import may_see
from petitions.drafting.tasks import TIMETABLE
from petitions.drafting.words import WORDS

MANIFEST = Manifest(
    name="drafting",
    package="petitions.drafting",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    timetable=TIMETABLE,
    words=WORDS,
    commands=(
        Command(
            "petitions",
            "figures of population, from which thresholds are reckoned",
            add_arguments,
            run_connected=run,
        ),
    ),
)
register_references("P", OPEN)
register_visibility("P", may_see)
