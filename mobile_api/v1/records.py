"""The record of meetings: agenda and polls, minutes, results."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from hearing_state.actions import Context
from meetings.record import queries
from meetings.record.actions.vote import Vote, vote
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import record_shapes as shapes
from mobile_api.v1.meetings import ByMeeting


class ByPoll(ByMeeting):
    poll: Annotated[int, Field(ge=1, le=999, description="The poll's number in its meeting")]


class OfVersion(Asked):
    version: Annotated[int | None, Field(ge=1, le=9999, description="The newest without it")] = None


async def show_record(context: Context, path: ByMeeting) -> shapes.MeetingRecord:
    """The agenda with planned and real hours, how many took part, and the polls."""
    record, _around = await queries.record(context, path.meeting)
    return shapes.MeetingRecord.of(record, context)


async def show_minutes(context: Context, path: ByMeeting, query: OfVersion) -> shapes.MinutesShown:
    """The published minutes in Kazakh and Russian, and every version of them."""
    return shapes.MinutesShown.of(await queries.minutes(context, path.meeting, query.version), context)


async def show_results(context: Context, path: ByMeeting) -> shapes.ResultsShown:
    """The list of problem issues as published, and the action plan as it stands today."""
    return shapes.ResultsShown.of(await queries.results(context, path.meeting), context)


async def show_poll(context: Context, path: ByPoll) -> shapes.PollBefore:
    """A poll: its options, one's own choice while it is open, its result once it is closed."""
    return shapes.PollBefore.of(await queries.poll(context, path.meeting, path.poll))


async def vote_in_poll(context: Context, path: ByPoll, body: shapes.PollVote) -> None:
    """Vote, or choose anew. One vote a person; without an account one a line, counted apart."""
    await vote(context, Vote(meeting=path.meeting, poll=path.poll, option=body.option))


_POLL = "/meetings/{meeting}/polls/{poll}"
ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/meetings/{meeting}/record", show_record, reads=queries.record, fresh_seconds=10),
    endpoint("GET", "/meetings/{meeting}/minutes", show_minutes, reads=queries.minutes, fresh_seconds=10),
    endpoint("GET", "/meetings/{meeting}/results", show_results, reads=queries.results, fresh_seconds=10),
    endpoint("GET", _POLL, show_poll, reads=queries.poll),
    endpoint("POST", f"{_POLL}/vote", vote_in_poll, acts=vote, status=204),
)
