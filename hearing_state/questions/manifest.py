"""What questions and answers offer the application."""

from __future__ import annotations

from hearing_state.deadlines.readers import register_hearer
from hearing_state.files.visibility import register_visibility
from hearing_state.ledger.references import register_references
from hearing_state.moderation.things import register_thing
from hearing_state.open_data.datasets import register_dataset
from hearing_state.questions import following, readings, reporting
from hearing_state.questions.console import CONSOLE, SECTIONS
from hearing_state.questions.dump import DATASETS
from hearing_state.questions.pages import PAGES, taken
from hearing_state.questions.panels import PANELS
from hearing_state.questions.sight import NOT_PRIVATE, may_see_file
from hearing_state.questions.tasks import LETTERS, LISTENERS, NEWS
from hearing_state.questions.words import WORDS
from hearing_state.web.offer import Manifest
from hearing_state.web.sources import register_sources

MANIFEST = Manifest(
    name="questions",
    package="hearing_state.questions",
    has_models=True,
    pages=PAGES,
    console=CONSOLE,
    sections=SECTIONS,
    panels=PANELS,
    listeners=(*LISTENERS, *reporting.LISTENERS),
    words=WORDS,
)
register_visibility("Q", may_see_file, readings.note_file)
register_hearer("Q", readings.note_reasons)
register_references("Q", NOT_PRIVATE)
register_thing("Q", reporting.reportable)
for each in DATASETS:
    register_dataset(each)
register_sources(*taken.SOURCES)
following.register(*([each.partition(".")[2] for each in events] for events in (LETTERS, NEWS)))
