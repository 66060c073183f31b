"""Meetings as the API gives them: when, where, who meets whom, what was changed and why, how one takes part."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self

from pydantic import Field

from hearing_state import i18n
from hearing_state.errors import Conflict
from meetings.asking import ahead
from meetings.asking.views import Counts as QuestionCounts
from meetings.registration import wording as taking_part
from meetings.registration.entry import Counts, closed_because, modes_of, needs_for
from meetings.registration.queries import Point
from meetings.schedule import wording
from meetings.schedule.announcement import Announcement
from meetings.schedule.history import steps_of
from meetings.schedule.lines import Line
from meetings.schedule.meeting import Change, Meeting
from mobile_api.v1.shapes import Names, Place, Shape


class Texts(Shape):
    """In the two languages of the state. `here` is for the reader; who reads English gets Kazakh."""

    here: str
    kk: str
    ru: str

    @classmethod
    def of(cls, kk: str, ru: str) -> Self:
        return cls(here=i18n.local_name({"name_kk": kk, "name_ru": ru}), kk=kk, ru=ru)


class Closed(Shape):
    """Why something is not possible now."""

    reason: str = Field(description="A stable word, the same as in a refusal")
    title: str = Field(description="A sentence in the reader's language")

    @classmethod
    def of(cls, word: str) -> Self | None:
        return cls(reason=word, title=i18n.say(Conflict(word))) if word else None


class NamedBody(Shape):
    slug: str
    names: Names

    @classmethod
    def of(cls, key: str, named: Any) -> Self:
        return cls(slug=key, names=Names.of(named))


class NamedPlace(Shape):
    code: str
    names: Names

    @classmethod
    def of(cls, key: str, named: Any) -> Self:
        return cls(code=key, names=Names.of(named))


class MeetingBrief(Shape):
    """A meeting where another thing is told: when, where, how to take part."""

    ref: str
    title: Texts
    state: str = Field(description="`planned`, `announced`, `live`, `held`, `recorded` or `cancelled`")
    is_unconfirmed: bool = Field(description="Its hour is over and nobody has written down that it was held")
    mode: str = Field(description="`online`, `hall` or `hybrid`")
    starts_at: datetime
    ends_at: datetime
    address: Texts = Field(description="Of the hall; empty for a meeting online")
    join: Texts = Field(description="How to take part online or by telephone")

    @classmethod
    def of(cls, meeting: Meeting, now: datetime) -> Self:
        return cls(**brief(meeting, now))


def brief(meeting: Meeting, now: datetime) -> dict[str, Any]:
    return {
        "ref": meeting.ref,
        "title": Texts.of(meeting.title_kk, meeting.title_ru),
        "state": meeting.state.value,
        "is_unconfirmed": meeting.is_unconfirmed(now),
        "mode": meeting.mode.value,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "address": Texts.of(meeting.address_kk, meeting.address_ru),
        "join": Texts.of(meeting.join_kk, meeting.join_ru),
    }


class MeetingLine(MeetingBrief):
    """One meeting in a list."""

    kind: str = Field(description="`planned`, `extra` (out of calendar) or `tension`")
    body: NamedBody
    place: NamedPlace | None = Field(description="`null`: the whole country")
    topic: str | None
    languages: list[str]
    interpretation: list[str]
    moved_from: datetime | None = Field(description="Its hour before it was moved last")

    @classmethod
    def of_line(cls, line: Line, now: datetime) -> Self:
        meeting = line.meeting
        return cls(
            **brief(meeting, now),
            kind=meeting.kind.value,
            body=NamedBody.of(line.agency.key, line.agency),
            place=NamedPlace.of(line.place.key, line.place) if line.place else None,
            topic=meeting.topic,
            languages=list(meeting.languages),
            interpretation=list(meeting.interpretation),
            moved_from=line.moved_from,
        )


class MeetingPage(Shape):
    meetings: list[MeetingLine]
    total: int = Field(description="Counted up to 10 000")
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class Host(Shape):
    """Who meets the people. The name is empty where nobody is named yet."""

    name: str
    post: str
    is_deputy: bool


class MeetingChange(Shape):
    """What happened to it after it was public."""

    kind: str = Field(
        description="`planned`, `announced`, `changed`, `moved`, `cancelled`, `started`, `held` or `recorded`"
    )
    title: str
    facts: list[str] = Field(description="What changed, in sentences for the reader")
    reason: str
    made_at: datetime
    before_at: datetime | None
    after_at: datetime | None

    @classmethod
    def all_of(cls, changes: Sequence[Change]) -> list[Self]:
        return [
            cls(
                kind=each.kind.value,
                title=step.title,
                facts=list(step.facts),
                reason=each.reason,
                made_at=each.made_at,
                before_at=each.before_at,
                after_at=each.after_at,
            )
            for each, step in zip(changes, steps_of(changes), strict=True)
        ]


class Announced(Shape):
    """How the announcement stands against the law: `in_time`, `late`, `at_once`, `awaited`, `missed` or `never`."""

    standing: str
    wanted_days: int = Field(description="So many days ahead the law wants it")
    days: int | None = Field(description="So many days ahead it was announced; `null`: it was not")
    announced_on: date | None
    by: date | None = Field(description="The last day in time, of what is not announced yet")

    @classmethod
    def of(cls, found: Announcement) -> Self:
        return cls(
            standing=found.standing.value,
            wanted_days=found.wanted,
            days=found.days,
            announced_on=found.announced_on,
            by=found.by,
        )


class Choice(Shape):
    """A word that the API takes, and how it is called."""

    key: str
    name: str


class ListeningPoint(Shape):
    """Where people can listen together; only points whose holders agreed to be found."""

    name: str
    address: str
    headcount: int
    place: Place

    @classmethod
    def of(cls, point: Point) -> Self:
        return cls(
            name=point.name, address=point.address, headcount=point.headcount, place=Place.of(point.place)
        )


class TakingPart(Shape):
    """Who takes part, as numbers, and what one may choose when one registers."""

    closed: Closed | None = Field(description="Why nobody can register now; `null`: one can")
    modes: list[Choice]
    wishes: list[Choice] = Field(description="For interpretation and access")
    seats: int | None = Field(description="Of the hall; `null`: as many as come")
    free: int | None
    hall: int
    waiting: int = Field(description="On the wait list of a full hall")
    online: int
    point_people: int = Field(description="Around the devices of listening points")
    points: list[ListeningPoint]

    @classmethod
    def of(cls, meeting: Meeting, counts: Counts, points: Sequence[Point], now: datetime) -> Self:
        modes = modes_of(meeting.mode)
        return cls(
            closed=Closed.of(closed_because(meeting, now)),
            modes=[Choice(key=each.value, name=str(taking_part.MODES[each])) for each in modes],
            wishes=[Choice(key=each.value, name=str(taking_part.NEEDS[each])) for each in needs_for(modes)],
            seats=counts.seats,
            free=counts.free,
            hall=counts.hall,
            waiting=counts.waiting,
            online=counts.online,
            point_people=counts.point_people,
            points=[ListeningPoint.of(each) for each in points],
        )


class AskingAhead(Shape):
    """How many questions were asked ahead, and whether one can ask and support now."""

    closed: Closed | None = Field(description="Why nobody can ask now; `null`: one can")
    support_closed: Closed | None
    open: int
    answered: int
    taken_away: int
    not_reached: int
    waiting: int = Field(description="Before a moderator")
    hidden: int

    @classmethod
    def of(cls, meeting: Meeting, counts: QuestionCounts, now: datetime) -> Self:
        return cls(
            closed=Closed.of(ahead.closed_because(meeting, now)),
            support_closed=Closed.of(ahead.votes_closed_because(meeting, now)),
            open=counts.open,
            answered=counts.answered,
            taken_away=counts.taken_away,
            not_reached=counts.not_reached,
            waiting=counts.waiting,
            hidden=counts.hidden,
        )


class MeetingShown(Shape):
    """One meeting with its history and the ways to take part."""

    meeting: MeetingLine
    host: Host
    report_minutes: int = Field(description="The report takes so long at most; the rest is for questions")
    started_at: datetime | None
    finished_at: datetime | None
    attendance: int | None
    reason: str = Field(description="Why it is held out of calendar, or was cancelled")
    announcement: Announced
    changes: list[MeetingChange] = Field(description="The oldest first")
    taking_part: TakingPart
    questions: AskingAhead


def host_of(meeting: Meeting) -> Host:
    return Host(name=meeting.host_name, post=wording.post(meeting), is_deputy=meeting.host_is_deputy)
