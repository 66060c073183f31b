"""What deadlines offer the application."""

from __future__ import annotations

from hearing_state.deadlines import command, queries
from hearing_state.deadlines.console import calendar, decree, rules
from hearing_state.deadlines.dump import CLOCKS, EVENTS
from hearing_state.deadlines.pages import board, calculator, why
from hearing_state.deadlines.panels import place
from hearing_state.deadlines.tasks import LISTENERS, TIMETABLE
from hearing_state.deadlines.words import WORDS
from hearing_state.i18n import _l
from hearing_state.open_data.datasets import register_dataset
from hearing_state.web import Command, Figures, HealthCheck, Manifest, Section

MANIFEST = Manifest(
    name="deadlines",
    package="hearing_state.deadlines",
    pages=(*board.PAGES, *why.PAGES, *calculator.PAGES),
    console=(*calendar.PAGES, *decree.PAGES, *rules.PAGES),
    sections=(
        Section(80, "calendar.show", _l("Working calendar"), "calendar.see"),
        Section(81, "deadline.rules", _l("Terms of law"), "calendar.see"),
    ),
    panels=(place.PANEL,),
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
    health=(HealthCheck("calendar", queries.calendar_health),),
    figures=(Figures("calendar", queries.CALENDAR_FIGURES, queries.calendar_figures),),
    commands=(
        Command(
            "deadline",
            help="work out a legal day, with every day counted or skipped",
            describe=command.add_arguments,
            run=command.run,
        ),
    ),
)
register_dataset(CLOCKS)
register_dataset(EVENTS)
