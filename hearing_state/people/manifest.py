"""What the people's part offers the application."""

from hearing_state.people.tasks import TIMETABLE
from hearing_state.people.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(name="people", package="hearing_state.people", timetable=TIMETABLE, words=WORDS)
