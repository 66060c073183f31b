"""What following by e-mail offers the application."""

from __future__ import annotations

from hearing_state.following import digest, letters
from hearing_state.following.pages import following, managing
from hearing_state.following.tasks import LISTENERS, TIMETABLE
from hearing_state.following.words import WORDS
from hearing_state.web.offer import Manifest

MANIFEST = Manifest(
    name="following",
    package="hearing_state.following",
    has_models=True,
    pages=(*following.PAGES, *managing.PAGES),
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
)
letters.register()
digest.register()
