"""The figures of an office's quarter, counted meeting by meeting from the record and from the rooms below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import ALMATY, day_of
from hearing_state.db import rows
from meetings.duties.duty import Period
from meetings.record.raised import counts_of
from meetings.record.report import Figures

# $1 the office, $2 and $3 the quarter's first instant and the one after its last, $4 today.
_MEETINGS = """
SELECT m.id, m.ref, m.title_kk, m.title_ru, m.place_code, m.starts_at, m.state, m.mode,
       coalesce(heads.took_part, m.attendance) AS attendance,
       clock.due_on AS results_due_on, clock.settled_on AS results_on,
       coalesce(listed.issues, 0) AS issues_listed, coalesce(listed.funding, 0) AS issues_for_funding,
       coalesce(promised.made, 0) AS commitments_made, coalesce(promised.kept, 0) AS commitments_kept,
       coalesce(promised.late, 0) AS commitments_late, coalesce(promised.broken, 0) AS commitments_broken,
       coalesce(promised.open, 0) AS commitments_open, coalesce(promised.overdue, 0) AS commitments_overdue,
       CASE WHEN spent.is_measured AND m.finished_at IS NOT NULL THEN spent.report ELSE 0 END AS report_seconds,
       CASE WHEN spent.is_measured AND m.finished_at IS NOT NULL
            THEN extract(epoch FROM m.finished_at - m.started_at)::int - spent.breaks ELSE 0 END AS measured_seconds
  FROM schedule_meeting m
  LEFT JOIN deadlines_clock clock ON clock.about = m.ref AND clock.rule_id = 'meeting.results'
  LEFT JOIN LATERAL (
    SELECT sum(latest.headcount)::int AS took_part FROM (
      SELECT DISTINCT ON (a.mode) a.mode, a.headcount FROM record_attendance a
       WHERE a.meeting_id = m.id AND a.mode <> 'broadcast' ORDER BY a.mode, a.counted_at DESC, a.id DESC) latest) heads ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(extract(epoch FROM i.ended_at - i.started_at)) FILTER (WHERE i.kind = 'report'), 0)::int AS report,
           coalesce(sum(extract(epoch FROM i.ended_at - i.started_at)) FILTER (WHERE i.kind = 'break'), 0)::int AS breaks,
           coalesce(bool_or(i.started_at IS NOT NULL), false)
             AND NOT coalesce(bool_or(i.kind = 'report' AND i.started_at IS NULL), false) AS is_measured
      FROM record_agenda_item i WHERE i.meeting_id = m.id) spent ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS issues, count(*) FILTER (WHERE s.needs_funding)::int AS funding
      FROM record_issue s WHERE s.meeting_id = m.id) listed ON true
  LEFT JOIN LATERAL (
    SELECT count(*)::int AS made,
           count(*) FILTER (WHERE c.kept_on <= c.due_on)::int AS kept,
           count(*) FILTER (WHERE c.kept_on > c.due_on)::int AS late,
           count(*) FILTER (WHERE c.state = 'broken')::int AS broken,
           count(*) FILTER (WHERE c.state = 'promised')::int AS open,
           count(*) FILTER (WHERE c.state = 'promised' AND c.due_on < $4::date)::int AS overdue
      FROM commitments_commitment c WHERE c.meeting_id = m.id AND c.state <> 'annulled') promised ON true
 WHERE m.agency_id = $1 AND m.starts_at >= $2 AND m.starts_at < $3
 ORDER BY m.starts_at, m.id
"""
_HELD = ("live", "held", "recorded")
_SUMMED = (
    "questions_raised", "answered_on_the_spot", "taken_away", "not_reached", "taken_away_resolved", "taken_away_overdue",
    "issues_listed", "issues_for_funding", "commitments_made", "commitments_kept", "commitments_late", "commitments_broken",
    "commitments_open",
    "commitments_overdue", "report_seconds", "measured_seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting of the quarter, as the report lists it."""

    id: UUID
    ref: str
    title_kk: str
    title_ru: str
    place_code: str | None
    starts_at: datetime
    state: str
    mode: str
    attendance: int | None
    results_due_on: date | None
    results_on: date | None
    issues_listed: int
    issues_for_funding: int
    commitments_made: int
    commitments_kept: int
    commitments_late: int
    commitments_broken: int
    commitments_open: int
    commitments_overdue: int
    report_seconds: int
    measured_seconds: int
    questions_raised: int = 0
    answered_on_the_spot: int = 0
    taken_away: int = 0
    not_reached: int = 0
    taken_away_resolved: int = 0
    taken_away_overdue: int = 0

    @property
    def name_kk(self) -> str:
        return self.title_kk

    @property
    def name_ru(self) -> str:
        return self.title_ru

    @property
    def on(self) -> date:
        return day_of(self.starts_at)

    @property
    def is_held(self) -> bool:
        return self.state in _HELD

    @property
    def report_percent(self) -> float | None:
        return round(self.report_seconds * 100 / self.measured_seconds, 1) if self.measured_seconds else None


async def counted(context: Context, agency_id: UUID, period: Period) -> tuple[Figures, list[MeetingLine]]:
    """The figures as they stand today, and the meetings that they are sums of."""
    after = datetime.combine(period.until_on + timedelta(days=1), time.min, ALMATY)
    first = datetime.combine(period.from_on, time.min, ALMATY)
    found = await rows(_MEETINGS, agency_id, first, after, context.today)
    asked = await counts_of(context, [each["id"] for each in found])
    lines = [_line(each | asked.get(each["id"], {})) for each in found]
    return summed(lines), lines


def summed(found: Sequence[MeetingLine]) -> Figures:
    """What the lines come to."""
    held = [each for each in found if each.is_held]
    settled = [each for each in held if each.results_on is not None]
    late = [
        each
        for each in settled
        if each.results_due_on and each.results_on and each.results_on > each.results_due_on
    ]
    return Figures(
        meetings_planned=sum(each.state != "cancelled" for each in found),
        meetings_held=len(held),
        meetings_cancelled=sum(each.state == "cancelled" for each in found),
        meetings_online=sum(each.mode != "hall" for each in held),
        attendance=sum(each.attendance or 0 for each in held),
        results_in_time=len(settled) - len(late),
        results_late=len(late),
        results_open=len(held) - len(settled),
        **{name: sum(getattr(each, name) for each in held) for name in _SUMMED},
    )


def _line(found: dict[str, Any]) -> MeetingLine:
    known = {each.name for each in fields(MeetingLine)}
    return MeetingLine(**{name: given for name, given in found.items() if name in known})
