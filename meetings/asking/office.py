"""What the office of a meeting reads: its queue with proposals, and what still lies open after a meeting."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.db import rows
from hearing_state.web.paging import Paged
from meetings.asking import nearness, queries
from meetings.asking.nearness import Proposal
from meetings.asking.views import Asked, Counts, Line, Shown
from meetings.schedule.meeting import Meeting, State

Tab = Literal["order", "alike", "waiting", "past"]
TABS: Sequence[Tab] = ("order", "alike", "waiting", "past")
QUEUE_SIZE = 50
_LEFT = """
SELECT m.ref, m.starts_at, m.title_kk, m.title_ru, count(DISTINCT coalesce(q.bundle_id, q.id))::int AS lines
  FROM asking_question q JOIN schedule_meeting m ON m.id = q.meeting_id
 WHERE m.agency_id = ANY ($1::uuid[]) AND m.state IN ('held', 'recorded', 'cancelled') AND q.state IN ('asked', 'not_reached')
   AND (q.screening <> 'hidden' OR q.asker_id IS NOT NULL)
 GROUP BY m.id ORDER BY m.starts_at DESC LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """``current``: the line that is being asked, or the next one. ``lines`` of the tab at hand."""

    meeting: Meeting
    counts: Counts
    current: Line | None
    lines: Paged[Line] | None
    proposals: Sequence[Proposal]
    waiting: Sequence[Asked]

    @property
    def is_live(self) -> bool:
        return self.meeting.state is State.LIVE

    @property
    def has_begun(self) -> bool:
        return self.meeting.state in (State.LIVE, State.HELD, State.RECORDED)


@dataclass(frozen=True, slots=True)
class Left:
    """A past meeting with lines that nobody has answered or taken away."""

    ref: str
    starts_at: datetime
    title_kk: str
    title_ru: str
    lines: int


async def queue(context: Context, ref: str, tab: Tab = "order", number: int = 1) -> Queue:
    """Raises NotFound for a meeting of another office."""
    meeting = await queries.managed(context, ref)
    shown: queries.Tab = "answered" if tab == "past" else "order"
    first = await queries.listed(context, meeting, "order", size=QUEUE_SIZE)
    wants_lines = tab in ("order", "past")
    return Queue(
        meeting=meeting,
        counts=await queries.counts(context, meeting.id),
        current=_current(first.items),
        lines=await queries.listed(context, meeting, shown, number, size=QUEUE_SIZE) if wants_lines else None,
        proposals=await nearness.proposals(context, meeting) if tab != "waiting" else [],
        waiting=await queries.waiting_of(context, meeting.id) if tab == "waiting" else [],
    )


def _current(lines: Sequence[Line]) -> Line | None:
    """What is being asked now, else the first of the order."""
    put = [each for each in lines if each.lead.asked_moment_at is not None]
    return next(iter(put or lines), None)


async def case(context: Context, meeting_ref: str, ref: str) -> Shown:
    """One question before the office. Raises NotFound."""
    await queries.managed(context, meeting_ref)
    return await queries.shown_at(context, meeting_ref, ref)


async def left_open(context: Context, agencies: Collection[UUID]) -> list[Left]:
    del context
    return [Left(**each) for each in await rows(_LEFT, list(agencies))] if agencies else []
