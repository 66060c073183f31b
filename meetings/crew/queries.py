"""Reading who serves a meeting.

serving    what the reader herself is appointed for    subject   the same as something to act on
mine       her page    desk   all of a meeting, for its own office
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.permissions import Subject
from meetings.crew.crew import Appointment, Task
from meetings.record.sight import own_meeting
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

_COLUMNS = "id, meeting_id, task, languages, name, person_id, accepted_at, code_until"
_SERVING = f"""
SELECT {_COLUMNS} FROM crew_appointment
 WHERE meeting_id = $1 AND person_id = $2 AND accepted_at IS NOT NULL AND ended_at IS NULL ORDER BY made_at, id
"""
_OF_MEETING = (
    f"SELECT {_COLUMNS} FROM crew_appointment WHERE meeting_id = $1 AND ended_at IS NULL ORDER BY made_at, id"
)


@dataclass(frozen=True, slots=True)
class Mine:
    """``serving``: what the reader is appointed for in this meeting; empty where she is not, or has not said her code yet."""

    meeting: Meeting
    serving: Sequence[Appointment]


async def serving(context: Context, meeting_id: UUID, task: Task | None = None) -> list[Appointment]:
    person = context.actor.person_id
    if person is None:
        return []
    found = [_appointment(each) for each in await rows(_SERVING, meeting_id, person)]
    return [each for each in found if task is None or each.task is task]


async def languages_of(context: Context, meeting_id: UUID, task: Task) -> tuple[str, ...]:
    """Those in which the reader serves, in the order of her appointments."""
    found = [language for each in await serving(context, meeting_id, task) for language in each.languages]
    return tuple(dict.fromkeys(found))


async def subject(context: Context, ref: str, task: Task, language: str = "") -> Subject:
    """The meeting as something of the reader's own where she serves it, in this language. Raises NotFound for no such meeting."""
    meeting = await schedule.meeting(context, ref)
    languages = await languages_of(context, meeting.id, task)
    is_own = bool(languages) and (not language or language in languages)
    return replace(schedule.subject_of(meeting), owner=context.actor.person_id if is_own else None)


async def mine(context: Context, ref: str) -> Mine:
    """Raises NotFound for no such meeting."""
    meeting = await schedule.meeting(context, ref)
    return Mine(meeting, await serving(context, meeting.id))


async def desk(context: Context, ref: str) -> tuple[Meeting, Sequence[Appointment]]:
    """For the meeting's own office and the auditor. Raises NotFound."""
    meeting = await own_meeting(context, ref)
    return meeting, [_appointment(each) for each in await rows(_OF_MEETING, meeting.id)]


def _appointment(found: dict[str, Any]) -> Appointment:
    return Appointment(**{**found, "task": Task(found["task"]), "languages": tuple(found["languages"])})
