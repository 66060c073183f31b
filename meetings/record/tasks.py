"""What follows from what happened: the clock of the results, letters to those who took part, to approvers and to the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Post
from hearing_state.db import rows
from hearing_state.ids import is_reference
from hearing_state.jobs.listeners import Told, job
from hearing_state.notifications.actions.notify import Notify, notify
from meetings.record.actions.wind_up import WindUp, wind_up
from meetings.record.minutes_kept import in_work
from meetings.record.raised import askers_of
from meetings.record.results_clock import RULE, opened_clock
from meetings.schedule import lock
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

_REGISTERED = """
SELECT DISTINCT e.person_id FROM registration_entry e
 WHERE e.meeting_id = $1 AND e.person_id IS NOT NULL AND e.state IN ('seated', 'waiting', 'asked')
"""


@job("meeting.held")
async def open_the_results_clock(context: Context, told: Told) -> None:
    """Ten calendar days run from the day of the meeting, whatever the hour at which this is read."""
    meeting = await lock.hold(told.about)
    await opened_clock(context, meeting)


@job("meeting.held", name="record.end_what_runs")
async def end_what_runs(context: Context, told: Told) -> None:
    await by_law(context, wind_up, WindUp(meeting=told.about))


@job("results.published")
async def tell_those_concerned(context: Context, told: Told) -> None:
    meeting = await schedule.meeting(context, told.about)
    is_correction = int(told.payload["version"]) > 1
    letter = "meetings/record/corrected" if is_correction else "meetings/record/results_published"
    people = [each["person_id"] for each in await rows(_REGISTERED, meeting.id)]
    people += await askers_of(context, meeting.id)
    await _say(context, told, people, letter, _values(meeting, f"/meetings/{meeting.ref}/minutes"))


@job("minutes.proposed")
async def tell_the_approvers(context: Context, told: Told) -> None:
    """Heads and officials of the office, but not whoever proposed them."""
    meeting = await schedule.meeting(context, told.about)
    minutes = await in_work(meeting.id)
    proposer = minutes.proposed_by if minutes else None
    people = [
        each
        for each in await agencies.holders(context, meeting.agency_id, Post.HEAD, Post.OFFICIAL)
        if each != proposer
    ]
    path = f"/console/meetings/{meeting.ref}/record/review"
    await _say(context, told, people, "meetings/record/minutes_proposed", _values(meeting, path))


@job("deadline.near", name="record.tell_of_a_near_day")
async def tell_of_a_near_day(context: Context, told: Told) -> None:
    await _of_a_due_day(context, told, "meetings/record/results_due")


@job("deadline.missed", name="record.tell_of_a_missed_day")
async def tell_of_a_missed_day(context: Context, told: Told) -> None:
    await _of_a_due_day(context, told, "meetings/record/results_missed")


async def _of_a_due_day(context: Context, told: Told, letter: str) -> None:
    if not is_reference(told.about, "M") or told.payload.get("rule") != RULE:
        return
    meeting = await schedule.meeting(context, told.about)
    if meeting.state is not State.HELD:
        return
    people = await agencies.holders(context, meeting.agency_id, Post.HEAD, Post.OFFICIAL, Post.CLERK)
    values = _values(meeting, f"/console/meetings/{meeting.ref}/record")
    await _say(context, told, people, letter, {**values, "due_on": told.payload.get("due_on") or ""})


async def _say(
    context: Context, told: Told, people: Iterable[UUID], letter: str, values: dict[str, Any]
) -> None:
    for person_id in sorted(set(people)):
        wish = Notify(
            person_id=person_id, template=letter, about=told.about, event=str(told.id), values=values
        )
        await by_law(context, notify, wish)


def _values(meeting: Meeting, path: str) -> dict[str, Any]:
    """What a letter may say; the rest is read on the page."""
    return {
        "ref": meeting.ref,
        "title_kk": meeting.title_kk,
        "title_ru": meeting.title_ru,
        "starts_at": meeting.starts_at.isoformat(),
        "path": path,
    }


LISTENERS = (
    open_the_results_clock,
    end_what_runs,
    tell_those_concerned,
    tell_the_approvers,
    tell_of_a_near_day,
    tell_of_a_missed_day,
)
