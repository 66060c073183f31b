"""How a replay speaks."""

from __future__ import annotations

from hearing_state.i18n import _l
from meetings.replay.chapters import ChapterKind
from meetings.replay.recording import State

KINDS = {
    ChapterKind.ITEM: _l("Agenda item"),
    ChapterKind.SPEECH: _l("Speech"),
    ChapterKind.QUESTION: _l("Question of a resident"),
    ChapterKind.COMMITMENT: _l("Promise"),
}
STATES = {
    State.MADE: _l("The recording is ready. The public does not have it yet."),
    State.PUBLISHED: _l("The recording is public."),
    State.WITHDRAWN: _l("The recording was taken from the public."),
}
DONE = {
    "published": _l("The recording is public now."),
    "withdrawn": _l("The recording is not public any more."),
}
