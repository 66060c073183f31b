"""The minutes and the list of issues are written and complete; a second person reads them before the public does."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.errors import Invalid
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.minutes import LIFECYCLE, faults_of
from meetings.record.minutes_kept import hold_in_work, issues_of
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class ProposeMinutes(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: ProposeMinutes) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("minutes.propose", entry="minutes.proposed", about=about, public=False)
async def propose_minutes(context: Context, wish: ProposeMinutes) -> None:
    """Raises Invalid where a section is missing in one of the languages."""
    meeting = await lock.hold(wish.meeting)
    row = await hold_in_work(meeting)
    row.state = LIFECYCLE.after(row.state, "propose")
    faults = faults_of(row.texts)
    if faults:
        raise Invalid.many(faults)
    row.issues = [each.as_facts() for each in await issues_of(meeting.id)]
    row.proposed_at, row.proposed_by, row.remark = context.now, context.actor.person_id, ""
    row.proposer_kk, row.proposer_ru = await held.signature_of(context, meeting)
    row.approved_at = row.approved_by = None
    await row.save()
    held.happened(context, meeting, "minutes.proposed", version=row.version)
