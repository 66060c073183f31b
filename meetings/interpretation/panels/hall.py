"""In the hall: the sound channels, and which of them are interpreted at this moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hearing_state.actions import Context
from hearing_state.web import Panel
from meetings.floor.queries import Hall
from meetings.interpretation import queries, wording
from meetings.interpretation.channel import Channel


async def load(context: Context, thing: Any) -> Mapping[str, Any] | None:
    """Nothing where no interpretation was announced and nobody interprets."""
    del context
    hall: Hall = thing
    served = await queries.channels(hall.meeting.id)
    interpreted = [each for each in served if each.is_interpreted and each.channel is not Channel.FLOOR]
    if not hall.is_live or not (interpreted or hall.meeting.interpretation):
        return None
    return {
        "served": served, "channels": wording.CHANNELS, "floor": Channel.FLOOR, "unders": wording.UNDERS
    }  # fmt: skip


PANEL = Panel(slot="hall", order=10, template="meetings/interpretation/panels/hall.html", load=load)
