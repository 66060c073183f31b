"""Meetings: the public calendar, one meeting, and when one's akim comes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import Field

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.territories import queries as territories
from meetings.asking import queries as asking
from meetings.coverage import tension, waiting
from meetings.duties import exemption
from meetings.registration import queries as registration
from meetings.schedule import lines, listing, queries
from meetings.schedule.announcement import announcement_of
from meetings.schedule.filters import Filters
from mobile_api.cursor import page_of, to_page
from mobile_api.endpoint import Endpoint, endpoint
from mobile_api.reading import Asked
from mobile_api.v1 import coverage_shapes, meeting_shapes
from mobile_api.v1.places import ByCode

DAY_MIN, DAY_MAX = date(2022, 1, 1), date(2100, 1, 1)
Cursor = Annotated[str | None, Field(max_length=40, description="`next` of the page before")]
PlaceFilter = Annotated[str | None, Field(pattern=r"^[1-9][0-9]{8}$")]
BodyFilter = Annotated[str | None, Field(max_length=200, description="A body's slug")]


class ByMeeting(Asked):
    meeting: Annotated[str, Field(pattern=r"^M-[0-9]{4}-[0-9]{6,9}$", description="The meeting's number")]


class OfMeetings(Asked):
    q: Annotated[str, Field(max_length=100, description="Words of the title, or a meeting's number")] = ""
    place: Annotated[
        PlaceFilter, Field(description="With all that lies under it, and what everything above it holds")
    ] = None
    body: BodyFilter = None
    topic: Annotated[str, Field(max_length=40, description="A key of `/topics`")] = ""
    language: Annotated[Literal["kk", "ru", "en"] | None, Field(description="Spoken or interpreted into")] = (
        None
    )
    mode: Annotated[
        Literal["online", "hall"] | None, Field(description="How one can take part; all without it")
    ] = None
    state: Annotated[
        Literal["ahead", "held", "cancelled", "unconfirmed", "all"],
        Field(description="`unconfirmed`: over, and not written down as held"),
    ] = "ahead"
    from_on: Annotated[date | None, Field(ge=DAY_MIN, le=DAY_MAX, description="From this day on")] = None
    until_on: Annotated[date | None, Field(ge=DAY_MIN, le=DAY_MAX, description="Up to this day")] = None
    cursor: Cursor = None


async def list_meetings(context: Context, query: OfMeetings) -> meeting_shapes.MeetingPage:
    """The calendar: what lies ahead the soonest first, everything else the latest first.

    With `from_on` the soonest first too.
    """
    number = page_of(query.cursor)
    found = await listing.listed(context, await _filters(context, query), number)
    return meeting_shapes.MeetingPage(
        meetings=[meeting_shapes.MeetingLine.of_line(each, context.now) for each in found.items],
        total=found.total,
        next=to_page(number + 1) if number < found.pages else None,
    )


async def _filters(context: Context, query: OfMeetings) -> Filters:
    place = await territories.place(context, query.place) if query.place else None
    body = await agencies.by_slug(context, query.body) if query.body else None
    return Filters(
        place=place.code if place else "",
        agency=body.id if body else None,
        topic=query.topic,
        language=query.language or "",
        mode=query.mode or "",
        state="" if query.state == "all" else query.state,
        text=query.q,
        from_at=listing.midnight(query.from_on) if query.from_on else None,
        until_at=listing.midnight(query.until_on + timedelta(days=1)) if query.until_on else None,
    )


async def show_meeting(context: Context, path: ByMeeting) -> meeting_shapes.MeetingShown:
    """A meeting: when, where, who meets whom, every change with its reason, and how one takes part."""
    line = await lines.one(context, path.meeting)
    meeting = line.meeting
    counts = await registration.counts(context, meeting)
    points = await registration.listed_points(context, meeting.id)
    asked = await asking.counts(context, meeting.id)
    return meeting_shapes.MeetingShown(
        meeting=meeting_shapes.MeetingLine.of_line(line, context.now),
        host=meeting_shapes.host_of(meeting),
        report_minutes=meeting.report_minutes,
        started_at=meeting.started_at,
        finished_at=meeting.finished_at,
        attendance=meeting.attendance,
        reason=meeting.reason,
        announcement=meeting_shapes.Announced.of(announcement_of(meeting, context.today)),
        changes=meeting_shapes.MeetingChange.all_of(await queries.changes(context, meeting.id)),
        taking_part=meeting_shapes.TakingPart.of(meeting, counts, points, context.now),
        questions=meeting_shapes.AskingAhead.of(meeting, asked, context.now),
    )


async def show_coverage(context: Context, path: ByCode) -> coverage_shapes.Coverage:
    """When the akim comes: every duty to meet the people of a place, the nearest office first.

    Each with the last meeting, the next one, and since when it is overdue.
    """
    place = await territories.place(context, path.code)
    found = await waiting.of_place(context, place)
    past = await waiting.past(context, found)
    exempt = await exemption.exemption_of(context, place.code)
    return coverage_shapes.Coverage(
        place=coverage_shapes.Place.of(place),
        duties=[coverage_shapes.Duty.of(each, past[each]) for each in found],
        exemption=coverage_shapes.Exempt.of(exempt) if exempt else None,
        tensions=[coverage_shapes.Tense.of(each) for each in await tension.open_at(context, place)],
    )


ENDPOINTS: tuple[Endpoint, ...] = (
    endpoint("GET", "/meetings", list_meetings, reads=listing.listed, fresh_seconds=10),
    endpoint("GET", "/meetings/{meeting}", show_meeting, reads=lines.one, fresh_seconds=10),
    endpoint("GET", "/places/{code}/coverage", show_coverage, reads=waiting.of_place, fresh_seconds=60),
)
