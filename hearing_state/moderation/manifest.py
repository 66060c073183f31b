"""What this package offers the application."""

from hearing_state.i18n import _l
from hearing_state.moderation import queries
from hearing_state.moderation.console import queue
from hearing_state.moderation.pages import decision, report
from hearing_state.moderation.tasks import LISTENERS
from hearing_state.moderation.words import WORDS
from hearing_state.web.offer import Manifest, Section

MANIFEST = Manifest(
    name="moderation",
    package="hearing_state.moderation",
    pages=(*report.PAGES, *decision.PAGES),
    console=queue.PAGES,
    sections=(
        Section(
            40, "moderation.queue", _l("Reports and appeals"), "moderation.see_queue", queries.waiting_count
        ),
    ),
    listeners=LISTENERS,
    words=WORDS,
)
