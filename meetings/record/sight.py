"""Who may see and do what with the record of a meeting."""

from __future__ import annotations

from hearing_state.actions import Context, permitted, require
from hearing_state.errors import NotFound
from hearing_state.permissions import Subject
from meetings.record import minutes_kept
from meetings.record.minutes import Minutes
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting


async def own_meeting(context: Context, ref: str) -> Meeting:
    """For the meeting's own office and the auditor; for everybody else there is none: NotFound."""
    require(context, "meeting.see_desk")
    found = await schedule.meeting(context, ref)
    if not permitted(context, "record.see", schedule.subject_of(found)):
        raise NotFound("meeting.not_found")
    return found


async def subject_of_proposal(context: Context, ref: str) -> Subject:
    """The proposed minutes: whoever proposed them has acted on them."""
    found = await schedule.meeting(context, ref)
    return with_proposer(found, await minutes_kept.in_work(found.id))


def with_proposer(meeting: Meeting, minutes: Minutes | None) -> Subject:
    by = frozenset({minutes.proposed_by}) if minutes and minutes.proposed_by else frozenset()
    plain = schedule.subject_of(meeting)
    return Subject(about=plain.about, agencies=plain.agencies, acted_by=by, state=plain.state)
