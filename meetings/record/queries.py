"""Reading the record of meetings. What is published is everybody's; what is being written is its office's.

record           agenda, times, heads, polls of one meeting    desk          the same before its secretary, with the next step
minutes          published versions                            results       list of issues and action plan
poll             one poll before somebody who votes            panel         what the page of a meeting says of its record
progress, reports_of   quarterly reports
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from hearing_state.actions import Context, permitted
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.db import value
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.errors import NotFound
from hearing_state.ids import digest
from hearing_state.territories import queries as territories
from hearing_state.territories.place import Place
from meetings.commitments import queries as commitments
from meetings.commitments.views import Line
from meetings.record import kept, minutes_kept
from meetings.record.issue import Issue, issue_from
from meetings.record.minutes import Minutes
from meetings.record.poll import Poll
from meetings.record.progress import Due, Progress, due_reports, progress, reports_of
from meetings.record.recorded import Recorded, recorded
from meetings.record.results_clock import clock_of
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting

__all__ = [
    "Due",
    "PollShown",
    "Progress",
    "PublishedMinutes",
    "Results",
    "about_of",
    "due_reports",
    "minutes",
    "poll",
    "progress",
    "record",
    "reports_of",
    "results",
]

_OWN_VOTE = "SELECT option_number FROM record_poll_vote WHERE poll_id = $1 AND voter = $2"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Names that stand beside a meeting."""

    agency: Agency
    place: Place | None


@dataclass(frozen=True, slots=True)
class PublishedMinutes:
    """``shown``: the version that was asked for, else the newest; None while nothing is published."""

    meeting: Meeting
    around: Surroundings
    versions: Sequence[Minutes]
    shown: Minutes | None
    clock: ClockView | None


@dataclass(frozen=True, slots=True)
class Results:
    """The list of issues as published, and the action plan as it stands today: commitments with their clocks."""

    meeting: Meeting
    around: Surroundings
    minutes: Minutes | None
    issues: Sequence[Issue]
    plan: Sequence[Line]
    clock: ClockView | None


@dataclass(frozen=True, slots=True)
class PollShown:
    meeting: Meeting
    poll: Poll
    own_option: int | None
    may_vote: bool


async def about_of(context: Context, meeting: Meeting) -> Surroundings:
    body = await agencies.agency(context, meeting.agency_id)
    place = await territories.place(context, meeting.place_code) if meeting.place_code else None
    return Surroundings(body, place)


async def record(context: Context, ref: str) -> tuple[Recorded, Surroundings]:
    """The agenda with all that is known of the meeting's course. Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    return await recorded(context, meeting), await about_of(context, meeting)


async def minutes(context: Context, ref: str, version: int | None = None) -> PublishedMinutes:
    """Raises NotFound for no such meeting, or a version that is not public."""
    meeting = await schedule.meeting(context, ref)
    versions = await minutes_kept.published_of(meeting.id)
    shown = next((each for each in versions if version in (None, each.version)), None)
    if shown is None and version is not None:
        raise NotFound("minutes.not_drafted")
    around = await about_of(context, meeting)
    return PublishedMinutes(meeting, around, versions, shown, await clock_of(context, ref))


async def results(context: Context, ref: str) -> Results:
    """Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    published = await minutes_kept.published_of(meeting.id)
    newest = published[0] if published else None
    plan = await commitments.of_meeting(context, meeting.id) if newest else []
    issues = [issue_from(each) for each in newest.issues] if newest else []
    return Results(
        meeting,
        await about_of(context, meeting),
        newest,
        issues,
        plan,
        await clock_of(context, ref),
    )


async def poll(context: Context, ref: str, number: int) -> PollShown:
    """Raises NotFound."""
    meeting = await schedule.meeting(context, ref)
    found = await kept.polls_of(meeting.id, number)
    if not found:
        raise NotFound("poll.not_found")
    own = await value(_OWN_VOTE, found[0].id, voter_of(context, found[0].id))
    may = found[0].is_open and permitted(context, "poll.vote", schedule.subject_of(meeting))
    return PollShown(meeting, found[0], own, may)


def voter_of(context: Context, poll_id: UUID) -> bytes:
    """Who votes, as a digest of that poll's own: the same person has another one in another poll."""
    who = str(context.actor.person_id or f"guest:{context.address_digest}")
    return digest(context.settings.digest_bytes, f"poll:{poll_id}", who)
