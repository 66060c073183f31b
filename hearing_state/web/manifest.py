"""The kernel's own part of the application: its sentences, its housekeeping, and the operator's pages about health."""

from collections.abc import Mapping

from hearing_state.actions import Context
from hearing_state.jobs import outbox, tasks
from hearing_state.ledger import lag
from hearing_state.web import housekeeping
from hearing_state.web.health import PAGES
from hearing_state.web.offer import Figures, Manifest
from hearing_state.web.words import WORDS

OUTBOX = {
    "outbox_waiting": "Rows of the outbox that are not done",
    "outbox_running": "Leases held: rows that a worker works on",
    "outbox_stale_leases": "Leases that ended without an answer: their worker died, the next one takes the row",
    "outbox_failing": "Rows that failed at least once and will be tried again",
    "outbox_dead": "Dead letters: rows given up until a person looks",
    "outbox_oldest_seconds": "Age of the oldest row that is not done",
    "outbox_overdue_seconds": "How long the most overdue row is due that nobody works on: the workers' lag",
    "outbox_oldest_dead_seconds": "How long the oldest dead letter lies",
    "timetable_seconds": "Time since the clock last put anything into the outbox: grows without timetable, broker or worker",
}


async def _of_jobs(context: Context) -> Mapping[str, float]:
    numbers = {f"outbox_{name}": number for name, number in (await outbox.figures(context.now)).items()}
    return {**numbers, "timetable_seconds": await outbox.timetable_seconds(context.now)}


async def _of_ledger(context: Context) -> Mapping[str, float]:
    settings = context.settings
    return await lag.figures(
        context.now,
        settings.data_dir,
        is_published=settings.publish_log or settings.demo,
        has_witnesses=bool(settings.witnesses),
    )


MANIFEST = Manifest(
    name="web",
    package="hearing_state.web",
    has_models=False,
    pages=PAGES,
    timetable=(*tasks.TIMETABLE, *housekeeping.TIMETABLE),
    words=WORDS,
    figures=(Figures("jobs", OUTBOX, _of_jobs), Figures("ledger", lag.TOLD, _of_ledger)),
)
