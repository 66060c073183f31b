"""What must hold while a meeting's record is written: its state, its times; and what happened, told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.errors import Conflict, Invalid
from hearing_state.i18n import clock_time
from meetings.schedule.meeting import Meeting, State

ONE_MINUTE = timedelta(minutes=1)


def must_be(meeting: Meeting, *states: State) -> None:
    """Raises Conflict where the meeting is in none of these states."""
    if meeting.state not in states:
        raise Conflict("record.not_in_this_state", state=meeting.state.value)


def must_lie_within(meeting: Meeting, started_at: datetime, ended_at: datetime) -> None:
    """Raises Invalid for times outside the meeting, or the wrong way round. Minutes are typed, seconds are not."""
    if meeting.started_at is None or meeting.finished_at is None:
        raise Conflict("record.not_in_this_state", state=meeting.state.value)
    first = meeting.started_at.replace(second=0, microsecond=0)
    if not first <= started_at <= ended_at < meeting.finished_at + ONE_MINUTE:
        raise Invalid(
            "record.outside_the_meeting",
            field="started_at",
            begun=clock_time(meeting.started_at),
            ended=clock_time(meeting.finished_at),
        )


def happened(context: Context, meeting: Meeting, kind: str, **facts: Any) -> None:
    """Into the public log and to whoever listens. Facts are public and never about a person."""
    context.record(kind, meeting.ref, **facts)
    context.tell(kind, meeting.ref, meeting=meeting.id, agency=meeting.agency_id, **facts)


async def signature_of(context: Context, meeting: Meeting) -> tuple[str, str]:
    """How whoever acts stands under the minutes, in Kazakh and in Russian: name and post, as held today."""
    if context.actor.person_id is None:
        return "", ""
    posts = await agencies.appointments_of(context, context.actor.person_id)
    own = next((each for each in posts if each.agency_id == meeting.agency_id), None)
    if own is None:
        return context.actor.name, context.actor.name
    return f"{own.holder_name}, {own.post_kk}", f"{own.holder_name}, {own.post_ru}"
