"""What the secretary of a meeting, and whoever approves its minutes, has before her."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.db import row, rows
from hearing_state.deadlines import queries as deadlines
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.deadlines.standing import Standing
from hearing_state.permissions import Role
from meetings.commitments import queries as commitments
from meetings.commitments.views import Line
from meetings.record import minutes_kept, raised
from meetings.record.checklist import CheckLine, Readiness, checklist
from meetings.record.issue import Issue
from meetings.record.minutes import LIFECYCLE, Minutes
from meetings.record.minutes import State as MinutesState
from meetings.record.progress import Due, due_reports
from meetings.record.queries import Surroundings, about_of
from meetings.record.raised import Raised
from meetings.record.recorded import Recorded, recorded
from meetings.record.results_clock import clock_of
from meetings.record.sight import own_meeting, with_proposer
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

_READY = """
SELECT count(*) FILTER (WHERE e.kind = 'point')::int AS points,
       count(*) FILTER (WHERE e.kind = 'point' AND e.state = 'asked')::int AS undecided,
       count(*) FILTER (WHERE EXISTS (SELECT 1 FROM unnest(e.wishes) AS wish WHERE wish LIKE 'interpretation%'))::int AS interpretation
  FROM registration_entry e WHERE e.meeting_id = $1 AND e.state IN ('seated', 'waiting', 'asked')
"""
_TICKED = "SELECT key, ticked_at FROM record_check WHERE meeting_id = $1"
_OWED = f"""
SELECT {schedule.COLUMNS} FROM schedule_meeting m WHERE m.agency_id = ANY ($1::uuid[]) AND m.state = 'held' ORDER BY m.starts_at, m.id
"""
_WAITING = f"""
SELECT {schedule.COLUMNS}, n.state AS minutes_state, n.proposed_by, n.version FROM record_minutes n
  JOIN schedule_meeting m ON m.id = n.meeting_id
 WHERE m.agency_id = ANY ($1::uuid[]) AND n.state IN ('proposed', 'approved') ORDER BY n.proposed_at, n.id
"""
_WAITING_MORE = ("minutes_state", "proposed_by", "version")
VERBS = ("save", "propose", "send_back", "approve")


@dataclass(frozen=True, slots=True)
class Desk:
    """One meeting before its secretary. ``may``: what is open to this reader now with the minutes in work."""

    record: Recorded
    around: Surroundings
    checks: Sequence[CheckLine]
    in_work: Minutes | None
    published: Sequence[Minutes]
    issues: Sequence[Issue]
    questions: Sequence[Raised]
    promises: Sequence[Line]
    clock: ClockView | None
    may: frozenset[str]

    @property
    def meeting(self) -> Meeting:
        return self.record.meeting

    @property
    def unlisted(self) -> list[Raised]:
        """Questions that came to an outcome and stand in no issue yet."""
        listed = {ref for each in self.issues for ref in each.question_refs}
        return [each for each in self.questions if each.ref not in listed and each.state != "not_reached"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Minutes that wait. ``is_mine``: this reader may approve, or publish, them."""

    meeting: Meeting
    version: int
    state: MinutesState
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What the record asks of an office's people."""

    waiting: Sequence[Waiting]
    owed: Sequence[Meeting]
    standings: Mapping[str, Standing]
    reports: Sequence[Due]

    @property
    def is_empty(self) -> bool:
        return not (self.waiting or self.owed or self.reports)


async def desk(context: Context, ref: str) -> Desk:
    """Raises NotFound for a meeting of another office."""
    meeting = await own_meeting(context, ref)
    found = await recorded(context, meeting)
    in_work = await minutes_kept.in_work(meeting.id)
    return Desk(
        found,
        await about_of(context, meeting),
        await checks(context, found),
        in_work,
        await minutes_kept.published_of(meeting.id),
        await minutes_kept.issues_of(meeting.id),
        await raised.questions_of(context, meeting.id),
        await commitments.of_meeting(context, meeting.id),
        await clock_of(context, meeting.ref),
        _may(context, meeting, in_work),
    )


def _may(context: Context, meeting: Meeting, in_work: Minutes | None) -> frozenset[str]:
    about = with_proposer(meeting, in_work)
    found = {"write"} if permitted(context, "minutes.save", about) else set()
    if in_work is not None:
        found |= {
            verb
            for verb in VERBS
            if LIFECYCLE.allows(in_work.state, verb) and permitted(context, f"minutes.{verb}", about)
        }
        if LIFECYCLE.allows(in_work.state, "publish") and permitted(context, "results.publish", about):
            found.add("publish")
    return frozenset(found)


async def checks(context: Context, record: Recorded) -> list[CheckLine]:
    """The checklist before going live."""
    meeting = record.meeting
    counted = await row(_READY, meeting.id) or {}
    known = Readiness(
        is_announced=meeting.state is not State.PLANNED,
        has_hall=meeting.mode.has_hall,
        has_address=bool(meeting.address_kk and meeting.address_ru),
        is_online=meeting.mode.is_online,
        has_join_words=bool(meeting.join_kk and meeting.join_ru),
        agenda_fits=bool(record.planned and not record.planned.is_over and _fills(record)),
        wants_interpretation=bool(meeting.interpretation) or bool(counted.get("interpretation")),
        points=int(counted.get("points", 0)),
        undecided_points=int(counted.get("undecided", 0)),
        questions=await raised.asked_ahead(context, meeting.id),
    )
    ticked: dict[str, datetime] = {each["key"]: each["ticked_at"] for each in await rows(_TICKED, meeting.id)}
    return checklist(known, ticked)


def _fills(record: Recorded) -> bool:
    return sum(each.minutes for each in record.items) == record.meeting.minutes


async def work_of(context: Context, agency_ids: Sequence[UUID]) -> Work:
    """Minutes that wait, results that are owed with their clocks, quarterly reports that are due."""
    wanted = list(agency_ids)
    owed = [schedule.meeting_from(each) for each in await rows(_OWED, wanted)]
    waiting = [_waiting(context, each) for each in await rows(_WAITING, wanted)]
    standings = await deadlines.standings(context, [each.ref for each in owed])
    return Work(waiting, owed, standings, await due_reports(context, wanted))


def _waiting(context: Context, found: dict[str, object]) -> Waiting:
    meeting = schedule.meeting_from({k: v for k, v in found.items() if k not in _WAITING_MORE})
    state = MinutesState(str(found["minutes_state"]))
    by_me = found["proposed_by"] == context.actor.person_id
    approves = meeting.agency_id in context.actor.agencies_as(Role.OFFICIAL, Role.HEAD) and not by_me
    is_mine = approves if state is MinutesState.PROPOSED else True
    return Waiting(meeting, int(str(found["version"])), state, is_mine)
