"""Versions of minutes and the list of issues, as rows have them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from hearing_state.db import row, rows
from hearing_state.errors import Conflict, NotFound
from meetings.record.issue import Decision, Issue
from meetings.record.minutes import Minutes, State
from meetings.record.models import IssueRow, MinutesRow
from meetings.schedule.meeting import Meeting
from meetings.schedule.meeting import State as MeetingState

_COLUMNS = """
n.id, n.meeting_id, n.version, n.state, n.texts::text AS texts, n.issues::text AS issues, n.revision, n.reason, n.remark, n.saved_at,
n.saved_by, n.proposed_at, n.proposed_by, n.approved_at, n.approved_by, n.published_at, n.proposer_kk, n.proposer_ru, n.approver_kk,
n.approver_ru, n.digest
"""
_PUBLISHED = f"SELECT {_COLUMNS} FROM record_minutes n WHERE n.meeting_id = $1 AND n.state = 'published' ORDER BY n.version DESC"
_IN_WORK = f"SELECT {_COLUMNS} FROM record_minutes n WHERE n.meeting_id = $1 AND n.state <> 'published'"
_ISSUES = """
SELECT i.number, i.title_kk, i.title_ru, i.decision, i.question_refs, i.commitment_ref, i.responsible_kk, i.responsible_ru, i.due_on,
       i.needs_funding
  FROM record_issue i WHERE i.meeting_id = $1 ORDER BY i.number
"""


async def published_of(meeting_id: UUID) -> list[Minutes]:
    """Every published version, the newest first."""
    return [_minutes(each) for each in await rows(_PUBLISHED, meeting_id)]


async def in_work(meeting_id: UUID) -> Minutes | None:
    """The version that is being written, read or approved."""
    found = await row(_IN_WORK, meeting_id)
    return _minutes(found) if found else None


async def issues_of(meeting_id: UUID) -> list[Issue]:
    """The list as it is worked on."""
    return [
        Issue(
            **{
                **each,
                "decision": Decision(each["decision"]),
                "question_refs": tuple(each["question_refs"]),
            }
        )
        for each in await rows(_ISSUES, meeting_id)
    ]


async def hold_in_work(meeting: Meeting) -> MinutesRow:
    """Raises NotFound where nothing is being written."""
    found = await MinutesRow.filter(meeting_id=meeting.id).exclude(state=State.PUBLISHED.value).first()
    if found is None:
        raise NotFound("minutes.not_drafted")
    return found


async def must_be_open_for_issues(meeting: Meeting) -> None:
    """The list changes while the minutes are written: what waits for a second person, or is public, stands.

    Raises Conflict.
    """
    found = await MinutesRow.filter(meeting_id=meeting.id).exclude(state=State.PUBLISHED.value).first()
    if found is None and meeting.state is not MeetingState.HELD:
        raise Conflict("issue.list_closed")
    if found is not None and found.state != State.DRAFTED:
        raise Conflict("issue.list_waits")


async def issue_row(meeting: Meeting, number: int) -> IssueRow:
    """Raises NotFound."""
    found = await IssueRow.get_or_none(meeting_id=meeting.id, number=number)
    if found is None:
        raise NotFound("issue.not_found")
    return found


def _minutes(found: dict[str, Any]) -> Minutes:
    return Minutes(
        **{
            **found,
            "state": State(found["state"]),
            "texts": json.loads(found["texts"]),
            "issues": tuple(json.loads(found["issues"])),
            "digest": found["digest"] or "",
        }
    )
