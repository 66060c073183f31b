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
    "broken": _l("Given up in public"),
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
    Verdict.BROKEN: _l("promise given up"),
    Verdict.ANNULLED: _l("taken back as a slip of the pen"),
}
EVENTS: Mapping[EventKind, object] = {
    EventKind.MADE: _l("Promised"),
    EventKind.MOVED: _l("Moved to another day"),
    EventKind.NARROWED: _l("A part was taken out"),
    EventKind.PROGRESSED: _l("Progress reported"),
    EventKind.KEPT: _l("Kept"),
    EventKind.BROKEN: _l("Given up in public"),
    EventKind.HANDED_OVER: _l("The body's successor took it over"),
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
BUTTONS: Mapping[str, object] = {
    "progress": _l("Report progress"),
    "keep": _l("Write down as kept"),
    "move": _l("Move to another day"),
    "narrow": _l("Take a part out"),
    "give_up": _l("Give up the promise"),
    "annul": _l("Take back a slip of the pen"),
    "defend": _l("Answer those who say: not done"),
}
FOLLOWS: Mapping[str, tuple[object, ...]] = {
    "progress": (_l("Everybody reads it on the page of the promise. It changes neither the day nor how the promise is judged."),),
    "keep": (
        _l("Whoever asked or follows is told what was done. There is no way back."),
        _l("It counts as kept from today: it cannot be dated back. After the day that counts it stands as kept late."),
    ),
    "move": (
        _l("Whoever asked or follows is told both days and the reason. The first day stays on the page for ever."),
        _l("After its day has passed a promise cannot be moved any more."),
    ),
    "narrow": (
        _l("The words that were said stay as they are. Your addition stands beside them for ever, and whoever asked or follows is told."),
    ),
    "give_up": (
        _l("The promise counts as broken by this office for ever. Whoever asked or follows is told the reason. There is no way back."),
    ),
    "annul": (
        _l("The words do not count as a promise any more, but stay readable with your note. Whoever had asked is told."),
        _l("It can be done only today, and only by somebody else than who wrote the words down."),
    ),
    "defend": (_l("Everybody reads the answer; those who say that it was not done get it as a letter."),),
}  # fmt: skip
LABELS: Mapping[str, object] = {
    "progress": _l("What has been done so far?"),
    "keep": _l("What was done?"),
    "move": _l("Why is it moved?"),
    "narrow": _l("Which part is taken out, and why?"),
    "give_up": _l("Why will it not be kept?"),
    "annul": _l("What is wrong with the words?"),
    "defend": _l("Your answer"),
}
_TEN = _l("Everybody reads it; ten characters at least. Leave out names of residents.")
HINTS: Mapping[str, object] = {
    "progress": _TEN,
    "keep": _TEN,
    "move": _TEN,
    "narrow": _TEN,
    "give_up": _l("Everybody reads it; thirty characters at least. Leave out names of residents."),
    "annul": _TEN,
    "defend": _TEN,
}
PRESSES: Mapping[str, object] = {
    "progress": _l("Publish the progress"),
    "keep": _l("Write down as kept"),
    "move": _l("Move the day"),
    "narrow": _l("Publish the addition"),
    "give_up": _l("Give up the promise"),
    "annul": _l("Take the words back"),
    "defend": _l("Publish the answer"),
}
