"""What this package offers the application."""

from hearing_state.files.pages import file
from hearing_state.files.tasks import TIMETABLE
from hearing_state.files.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="files", package="hearing_state.files", pages=file.PAGES, timetable=TIMETABLE, words=WORDS
)
