"""An issue is taken off the list before it is public."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.permissions import Subject
from meetings.record.issue import ISSUES_MAX
from meetings.record.minutes_kept import issue_row, must_be_open_for_issues
from meetings.schedule import lock
from meetings.schedule import queries as schedule


class RemoveIssue(Wish):
    meeting: str = Field(max_length=20)
    issue: int = Field(ge=1, le=ISSUES_MAX)


async def about(context: Context, wish: RemoveIssue) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("issue.remove", entry="issue.removed", about=about, public=False)
async def remove_issue(context: Context, wish: RemoveIssue) -> None:
    meeting = await lock.hold(wish.meeting)
    await must_be_open_for_issues(meeting)
    row = await issue_row(meeting, wish.issue)
    await row.delete()
    context.record("issue.removed", meeting.ref, issue=row.number)
