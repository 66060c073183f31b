"""The meeting's office appoints somebody to write captions or to interpret. She takes it up with the code that she is given."""

from __future__ import annotations

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Conflict, Invalid
from hearing_state.ids import digest, new_id
from hearing_state.permissions import Subject
from meetings.crew.crew import CODE_LASTS, MOST, Task, faults, new_code, plain
from meetings.crew.models import AppointmentRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule

PURPOSE = "crew:code"


class Appoint(Wish):
    """``name``: as the office calls her; only the office reads it."""

    meeting: str = Field(max_length=20)
    task: Task
    languages: tuple[str, ...] = Field(default=(), max_length=3)
    name: str = Field(min_length=2, max_length=80)


class Appointed(BaseModel):
    """``code`` is told once, here; only its digest is kept."""

    model_config = ConfigDict(frozen=True)

    id: UUID
    code: str


async def about(context: Context, wish: Appoint) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("crew.appoint", entry="crew.appointed", about=about, public=False, repeatable=False)
async def appoint(context: Context, wish: Appoint) -> Appointed:
    """Raises Invalid for languages that do not fit the task, Conflict after the meeting and beyond twenty."""
    found = faults(wish.task, wish.languages)
    if found:
        raise Invalid.many(found)
    meeting = await lock.hold(wish.meeting)
    if not (meeting.is_ahead or meeting.state.value == "live"):
        raise Conflict("crew.not_now")
    if await AppointmentRow.filter(meeting_id=meeting.id, ended_at__isnull=True).count() >= MOST:
        raise Conflict("crew.too_many", maximum=MOST)
    code = new_code()
    made = await AppointmentRow.create(
        id=new_id(),
        meeting_id=meeting.id,
        task=wish.task.value,
        languages=list(wish.languages),
        name=wish.name,
        code_digest=digest(context.settings.digest_bytes, PURPOSE, plain(code)),
        code_until=max(meeting.ends_at, context.now) + CODE_LASTS,
        made_at=context.now,
        made_by=context.actor.person_id,
    )
    context.record("crew.appointed", meeting.ref, task=wish.task.value, languages=list(wish.languages))
    return Appointed(id=made.id, code=code)
