"""The kernel's own part of the application: its sentences, its housekeeping, and the operator's pages about health."""

from hearing_state.jobs import tasks
from hearing_state.web import housekeeping
from hearing_state.web.health import PAGES
from hearing_state.web.offer import Manifest
from hearing_state.web.words import WORDS

MANIFEST = Manifest(
    name="web",
    package="hearing_state.web",
    has_models=False,
    pages=PAGES,
    timetable=(*tasks.TIMETABLE, *housekeeping.TIMETABLE),
    words=WORDS,
)
