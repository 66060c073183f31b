"""In the hall, and beside the broadcast: the newest captions, in the reader's language or in the one that there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.captions import queries, wording
from meetings.captions.captions import LANGUAGES
from meetings.floor.queries import Hall
from meetings.schedule.meeting import Meeting, State

_TEMPLATE = "meetings/captions/panels/hall.html"


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    hall: Hall = thing
    return await _newest(context, hall.meeting, is_live=hall.is_live)


async def load_beside(context: Context, thing: Any) -> Mapping[str, Any] | None:
    meeting: Meeting = thing
    is_live = meeting.state is State.LIVE
    return await _newest(context, meeting, is_live=is_live) if is_live else None


async def _newest(context: Context, meeting: Meeting, *, is_live: bool) -> Mapping[str, Any] | None:
    there = await queries.counted(meeting.id)
    if not is_live and not there:
        return None
    language = queries.chosen(context.locale, there)
    return {
        "meeting": meeting,
        "language": language,
        "languages": {each: wording.LANGUAGES[each] for each in LANGUAGES},
        "there": there,
        "lines": [each for each in await queries.newest(meeting.id, language) if each.text],
    }


PANELS = (
    Panel(slot="hall", order=20, template=_TEMPLATE, load=load),
    Panel(slot="watch", order=20, template=_TEMPLATE, load=load_beside),
)
