"""The meeting is over: what still ran ends with it. Called by the house itself."""

from __future__ import annotations

from pydantic import Field

from hearing_state.actions import Context, Wish, action
from hearing_state.db import execute
from hearing_state.permissions import Subject
from meetings.record import held
from meetings.record.actions.close_poll import freeze
from meetings.record.models import PollRow
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import State

# Whoever began after the written end had no time at all.
_END_SPEECHES = """
UPDATE record_speech SET ended_at = greatest(started_at, $2::timestamptz) WHERE meeting_id = $1 AND ended_at IS NULL
"""
_END_ITEMS = """
UPDATE record_agenda_item SET ended_at = greatest(started_at, $2::timestamptz)
 WHERE meeting_id = $1 AND started_at IS NOT NULL AND ended_at IS NULL
"""


class WindUp(Wish):
    meeting: str = Field(max_length=20)


async def about(context: Context, wish: WindUp) -> Subject:
    return await schedule.subject(context, wish.meeting)


@action("record.wind_up", entry="record.wound_up", about=about)
async def wind_up(context: Context, wish: WindUp) -> None:
    """Speeches and items end at the meeting's end, open polls are counted. May be called again."""
    meeting = await lock.hold(wish.meeting)
    held.must_be(meeting, State.HELD, State.RECORDED)
    ended_at = meeting.finished_at or context.now
    speeches = await execute(_END_SPEECHES, meeting.id, ended_at)
    items = await execute(_END_ITEMS, meeting.id, ended_at)
    polls = await PollRow.filter(meeting_id=meeting.id, closed_at__isnull=True).select_for_update()
    for poll in polls:
        await freeze(context, meeting, poll)
    context.record("record.wound_up", meeting.ref, speeches=speeches, items=items, polls=len(polls))
