"""What pages and files call the states of promises and what happens to them."""

from __future__ import annotations

from collections.abc import Mapping

from hearing_state.i18n import _l
from meetings.commitments.commitment import EventKind, Verdict
from meetings.commitments.listing import Tab

TABS: Mapping[Tab, object] = {
    "due": _l("Running"),
    "overdue": _l("Overdue"),
    "kept": _l("Kept"),
    "broken": _l("Given up"),
}
EMPTY: Mapping[Tab, object] = {
    "due": _l("No promise is running here."),
    "overdue": _l("No promise is overdue here."),
    "kept": _l("No promise has been kept here yet."),
    "broken": _l("No promise has been given up here."),
}
VERDICTS: Mapping[Verdict, object] = {
    Verdict.RUNNING: _l("running"),
    Verdict.DUE_SOON: _l("due soon"),
    Verdict.OVERDUE: _l("overdue"),
    Verdict.KEPT: _l("kept in time"),
    Verdict.LATE: _l("kept late"),
    Verdict.BROKEN: _l("given up"),
    Verdict.ANNULLED: _l("taken back as a slip of the pen"),
}
EVENTS: Mapping[EventKind, object] = {
    EventKind.MADE: _l("Promised"),
    EventKind.MOVED: _l("Moved to another day"),
    EventKind.NARROWED: _l("A part was taken out"),
    EventKind.PROGRESSED: _l("Progress reported"),
    EventKind.KEPT: _l("Kept"),
    EventKind.BROKEN: _l("Given up"),
    EventKind.HANDED_OVER: _l("Passed to the body's successor"),
    EventKind.ANNULLED: _l("Taken back as a slip of the pen"),
    EventKind.CONTESTED: _l("Somebody who had asked says: not done"),
    EventKind.DEFENDED: _l("The office answered"),
}
BAD = frozenset({EventKind.MOVED, EventKind.NARROWED, EventKind.BROKEN, EventKind.CONTESTED})
"""What the timeline marks: the promise became less than it was."""
DONE: Mapping[str, object] = {
    "make": _l("The promise is written down; it is public now."),
    "progress": _l("The progress is on the page of the promise."),
    "keep": _l("Written down as kept. Whoever asked or follows is told."),
    "move": _l("The day is moved. Whoever asked or follows is told."),
    "narrow": _l("The addition is on the page of the promise. Whoever asked or follows is told."),
    "give_up": _l("Written down as given up. Whoever asked or follows is told."),
    "annul": _l("The words are taken back. The note stays on the page."),
    "defend": _l("Your answer is on the page of the promise."),
}
