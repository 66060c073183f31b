"""What the rights over one's own data offer the application."""

from hearing_state.privacy.pages import data
from hearing_state.privacy.tasks import LISTENERS, TIMETABLE
from hearing_state.privacy.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="privacy",
    package="hearing_state.privacy",
    pages=data.PAGES,
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
