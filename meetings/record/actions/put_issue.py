"""A problem issue is put on the list: questions grouped, what was decided, who is responsible and by when."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import value
from hearing_state.errors import Conflict, Invalid
from hearing_state.permissions import Subject
from meetings.commitments import queries as commitments
from meetings.record.issue import ISSUES_MAX, Decision, Issue, faults_of
from meetings.record.minutes_kept import issue_row, must_be_open_for_issues
from meetings.record.models import IssueRow
from meetings.record.raised import questions_of
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

_LAST = "SELECT coalesce(max(number), 0) FROM record_issue WHERE meeting_id = $1"


class PutIssue(Wish):
    """``issue``: the number of one that is on the list already and changes."""

    meeting: str = Field(max_length=20)
    issue: int | None = Field(None, ge=1, le=ISSUES_MAX)
    title_kk: str = Field(min_length=5, max_length=300)
    title_ru: str = Field(min_length=5, max_length=300)
    decision: Decision
    questions: tuple[str, ...] = Field((), max_length=100)
    commitment: str | None = Field(None, max_length=20)
    responsible_kk: str = Field("", max_length=300)
    responsible_ru: str = Field("", max_length=300)
    due_on: date | None = None
    needs_funding: bool = False


async def about(context: Context, wish: PutIssue) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("issue.put", entry="issue.put", about=about, public=False)
async def put_issue(context: Context, wish: PutIssue) -> int:
    """Its number. Raises Invalid where something is owed and nobody is responsible or no day is named."""
    meeting = await lock.hold(wish.meeting)
    await must_be_open_for_issues(meeting)
    await _must_be_of_the_meeting(context, meeting, wish)
    row = await issue_row(meeting, wish.issue) if wish.issue else await _new(meeting)
    given = {
        **wish.model_dump(include={"title_kk", "title_ru", "responsible_kk", "responsible_ru", "due_on"}),
        "question_refs": list(wish.questions),
        "commitment_ref": wish.commitment,
        "needs_funding": wish.needs_funding,
    }
    faults = faults_of(
        Issue(number=row.number, decision=wish.decision, **{**given, "question_refs": wish.questions})
    )
    if faults:
        raise Invalid.many(faults)
    row.update_from_dict({**given, "decision": wish.decision.value})
    await row.save()
    context.record("issue.put", meeting.ref, issue=row.number, decision=wish.decision.value)
    return int(row.number)


async def _new(meeting: Meeting) -> IssueRow:
    number = 1 + int(await value(_LAST, meeting.id))
    if number > ISSUES_MAX:
        raise Conflict("issue.too_many", maximum=ISSUES_MAX)
    return IssueRow(meeting_id=meeting.id, number=number)


async def _must_be_of_the_meeting(context: Context, meeting: Meeting, wish: PutIssue) -> None:
    known = {each.ref for each in await questions_of(context, meeting.id)}
    if not set(wish.questions) <= known:
        raise Invalid("issue.question_of_another", field="questions")
    promised = await commitments.of_meeting(context, meeting.id) if wish.commitment else []
    if wish.commitment and wish.commitment not in {each.commitment.ref for each in promised}:
        raise Invalid("issue.commitment_of_another", field="commitment")
