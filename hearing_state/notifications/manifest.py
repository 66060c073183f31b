"""What this package offers the application."""

from hearing_state.i18n import _l
from hearing_state.notifications import queries
from hearing_state.notifications.console import deliveries, outbox
from hearing_state.notifications.pages import mailbox, preferences, push, unsubscribe
from hearing_state.notifications.tasks import LISTENERS, TIMETABLE
from hearing_state.notifications.words import WORDS
from hearing_state.web.offer import Figures, Manifest, Section

MANIFEST = Manifest(
    name="notifications",
    package="hearing_state.notifications",
    pages=(*mailbox.PAGES, *preferences.PAGES, *push.PAGES, *unsubscribe.PAGES),
    console=(*deliveries.PAGES, *outbox.PAGES),
    sections=(
        Section(80, "notification.deliveries", _l("Letters"), "notification.see_log", queries.failed_count),
        Section(85, "outbox.show", _l("Work for later"), "outbox.see", outbox.dead_count),
    ),
    listeners=LISTENERS,
    timetable=TIMETABLE,
    words=WORDS,
    figures=(Figures("letters", queries.FIGURES, queries.figures),),
)
