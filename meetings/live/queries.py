"""Reading for the live hall: who may be on its stage, and whose ticket it is."""

from __future__ import annotations

from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.ids import digest
from hearing_state.permissions import Subject
from meetings.live.entrance import Role
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

TAKE_STAGE = "live.take_stage"


async def meeting_subject(context: Context, meeting_id: UUID) -> Subject:
    """Empty for a meeting that is gone."""
    found = (await schedule.meetings(context, [meeting_id])).get(meeting_id)
    return schedule.subject_of(found) if found else Subject()


def role_of(context: Context, subject: Subject) -> Role:
    """Of whoever acts in ``context``, in this meeting."""
    return Role.STAGE if permitted(context, TAKE_STAGE, subject) else Role.AUDIENCE


def name_in(context: Context, meeting: UUID, person: UUID | None, seat: str) -> str:
    """What somebody is called on the wire: means nothing outside of the meeting, and the same on all her devices."""
    who = f"{meeting}:{person}" if person else f"{meeting}:guest:{seat}"
    return digest(context.settings.digest_bytes, "live:person", who).hex()[:16]


async def hall(context: Context, ref: str) -> Meeting:
    """The meeting whose hall it is. Raises NotFound."""
    return await schedule.meeting(context, ref)
