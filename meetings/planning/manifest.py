"""What the planning of the year's meetings offers the application."""

from __future__ import annotations

from hearing_state.i18n import _l
from hearing_state.web.offer import Command, Manifest, Section
from meetings.planning.command import add_arguments, run
from meetings.planning.console import (
    absences,
    deciding,
    entries,
    listed,
    many,
    notice,
    paper,
    proposing,
    replanning,
    show,
)
from meetings.planning.pages import public
from meetings.planning.panels import body, desk
from meetings.planning.tasks import LISTENERS
from meetings.planning.words import WORDS

MANIFEST = Manifest(
    name="planning",
    package="meetings.planning",
    pages=public.PAGES,
    console=(
        *listed.PAGES,
        *many.PAGES,
        *show.PAGES,
        *proposing.PAGES,
        *entries.PAGES,
        *absences.PAGES,
        *replanning.PAGES,
        *deciding.PAGES,
        *notice.PAGES,
        *paper.PAGES,
    ),
    sections=(Section(13, "plan.list", _l("Plans of meetings"), "plan.see_list"),),
    panels=(body.PANEL, desk.PANEL),
    listeners=LISTENERS,
    words=WORDS,
    commands=(
        Command(
            "plans",
            help="the year's plans of meetings: have drafts proposed",
            describe=add_arguments,
            run_connected=run,
        ),
    ),
)
