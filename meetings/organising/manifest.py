"""What the organisers' desk offers the application."""

from __future__ import annotations

from hearing_state.i18n import _l
from hearing_state.web.offer import Manifest, Section
from meetings.organising.console import desk, manage, new, steps
from meetings.organising.words import WORDS

MANIFEST = Manifest(
    name="organising",
    package="meetings.organising",
    console=(*desk.PAGES, *new.PAGES, *manage.PAGES, *steps.PAGES),
    sections=(Section(12, "meeting.desk", _l("Meetings"), "meeting.see_desk", desk.waiting),),
    words=WORDS,
)
