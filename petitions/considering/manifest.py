"""What the consideration of petitions offers the application."""

from __future__ import annotations

from hearing_state.files.visibility import register_visibility
from hearing_state.moderation.things import register_thing
from hearing_state.web.offer import Manifest
from petitions.considering.console import PAGES as CONSOLE
from petitions.considering.console import SECTIONS
from petitions.considering.discussion import LETTER
from petitions.considering.pages import PAGES
from petitions.considering.panels import PANELS
from petitions.considering.statement import LETTER as STATEMENT
from petitions.considering.statement import may_see
from petitions.considering.tasks import LISTENERS, TIMETABLE
from petitions.considering.telling import LISTENERS as LETTERS
from petitions.considering.things import LISTENERS as THINGS
from petitions.considering.things import thing
from petitions.considering.words import WORDS

MANIFEST = Manifest(
    name="considering",
    package="petitions.considering",
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=(*LISTENERS, *LETTERS, *THINGS),
    timetable=TIMETABLE,
    words=WORDS,
)
register_thing(LETTER, thing)
register_visibility(STATEMENT, may_see)
