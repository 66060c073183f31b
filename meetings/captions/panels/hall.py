"""In the hall: the newest captions, in the reader's language or in the one that there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.captions import queries, wording
from meetings.captions.captions import LANGUAGES
from meetings.floor.queries import Hall


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    hall: Hall = thing
    there = await queries.counted(hall.meeting.id)
    if not hall.is_live and not there:
        return None
    language = queries.chosen(context.locale, there)
    return {
        "meeting": hall.meeting,
        "language": language,
        "languages": {each: wording.LANGUAGES[each] for each in LANGUAGES},
        "there": there,
        "lines": [each for each in await queries.newest(hall.meeting.id, language) if each.text],
    }


PANEL = Panel(slot="hall", order=20, template="meetings/captions/panels/hall.html", load=load)
