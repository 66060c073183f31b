"""Reading channels: which are interpreted is everybody's to know, by whom only the house's.

booths    who has a microphone now    channels    a meeting's channels as listeners are told    booth    the interpreter's page
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.errors import NotFound
from meetings.crew import queries as crew
from meetings.crew.crew import Task
from meetings.floor import queries as floor
from meetings.floor.queries import Hall
from meetings.interpretation.channel import Booth, Channel, Served, served
from meetings.schedule.meeting import Meeting

_OPEN = """
SELECT channel, person_id, hears, is_muted, began_at, offered_at FROM interpretation_booth
 WHERE meeting_id = $1 AND ended_at IS NULL ORDER BY channel
"""


@dataclass(frozen=True, slots=True)
class Work:
    """The interpreter's page. ``mine``: her booth, where she has the microphone; ``others``: all the rest."""

    meeting: Meeting
    hall: Hall | None
    channels: tuple[Channel, ...]
    mine: Booth | None
    others: Sequence[Booth]

    def taken(self, channel: Channel) -> Booth | None:
        return next((each for each in self.others if each.channel is channel), None)


async def booths(meeting_id: UUID) -> list[Booth]:
    return [booth_from(each) for each in await rows(_OPEN, meeting_id)]


async def channels(meeting_id: UUID) -> list[Served]:
    return served(await booths(meeting_id))


async def booth(context: Context, ref: str) -> Work:
    """Raises NotFound for everybody but those appointed to interpret this meeting."""
    found = await floor.hall(context, ref)
    meeting = found.meeting if isinstance(found, Hall) else found
    languages = await crew.languages_of(context, meeting.id, Task.INTERPRETATION)
    if not languages:
        raise NotFound("interpretation.not_appointed")
    there = await booths(meeting.id)
    person = context.actor.person_id
    return Work(
        meeting,
        found if isinstance(found, Hall) else None,
        tuple(Channel(each) for each in languages),
        next((each for each in there if each.person_id == person), None),
        [each for each in there if each.person_id != person],
    )


def booth_from(found: dict[str, Any]) -> Booth:
    return Booth(**{**found, "channel": Channel(found["channel"]), "hears": Channel(found["hears"])})
