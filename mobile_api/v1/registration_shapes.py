"""Registrations as the API takes and gives them. Only their owner is given one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field

from hearing_state.actions import Wish
from meetings.registration import wording
from meetings.registration.actions import register
from meetings.registration.entry import (
    ADDRESS_MAX,
    HEADCOUNT_MAX,
    NOTE_MAX,
    POINT_NAME_MAX,
    Entry,
    Mode,
    Need,
)
from meetings.registration.queries import TakingPart
from mobile_api.v1.meeting_shapes import MeetingBrief
from mobile_api.v1.question_shapes import PlaceCode
from mobile_api.v1.shapes import Shape

Wishes = Annotated[
    tuple[Need, ...], Field(max_length=len(Need), description="Among `taking_part.wishes` of the meeting")
]
Note = Annotated[str, Field(max_length=NOTE_MAX, description="The same in one's own words; only the organiser reads it")]  # fmt: skip


class Registration(Wish):
    """`mode`: among `taking_part.modes` of the meeting. In a full hall one stands on the wait list."""

    mode: Mode
    wishes: Wishes = ()
    note: Note = ""


class PointRegistration(Wish):
    """A listening point: one device in a village hall or a library, with people around it."""

    name: str = Field(min_length=3, max_length=POINT_NAME_MAX)
    address: str = Field(min_length=3, max_length=ADDRESS_MAX)
    place: PlaceCode
    headcount: int = Field(ge=1, le=HEADCOUNT_MAX)
    is_listed: bool = Field(False, description="Whether everybody may read its name and address")
    wishes: Wishes = ()
    note: Note = ""


class RegistrationChange(Wish):
    """As it shall stand: wishes and note are taken as they are sent. `mode` of a person, `headcount` of a listening point."""

    mode: Mode | None = None
    wishes: Wishes = ()
    note: Note = ""
    headcount: int | None = Field(None, ge=1, le=HEADCOUNT_MAX)


class Registered(Shape):
    registration: UUID
    state: str = Field(
        description="`seated`, `waiting` (on the wait list), or `asked` (a point before its organiser)"
    )
    waiting_place: int = Field(description="On the wait list, from 1; 0 for who has a seat")

    @classmethod
    def of(cls, made: register.Registered) -> Self:
        return cls(registration=made.entry, state=made.state.value, waiting_place=made.place)


class MyRegistration(Shape):
    """One's own. `standing` says in words how it stands."""

    registration: UUID
    kind: str = Field(description="`person` or `point`")
    mode: str
    state: str = Field(description="`seated`, `waiting`, `asked` or `refused`")
    standing: str
    waiting_place: int
    headcount: int
    wishes: list[str]
    note: str
    place_code: str | None
    point_name: str
    point_address: str
    is_listed: bool
    decision_reason: str = Field(description="Why the organiser did not confirm a listening point")
    registered_at: datetime

    @classmethod
    def of(cls, entry: Entry) -> Self:
        return cls(
            registration=entry.id,
            kind=entry.kind.value,
            mode=entry.mode.value,
            state=entry.state.value,
            standing=wording.standing(entry),
            waiting_place=entry.place,
            headcount=entry.headcount,
            wishes=[each.value for each in entry.wishes],
            note=entry.note,
            place_code=entry.place_code,
            point_name=entry.point_name,
            point_address=entry.point_address,
            is_listed=entry.is_listed,
            decision_reason=entry.decision_reason,
            registered_at=entry.registered_at,
        )


class MyMeeting(Shape):
    meeting: MeetingBrief
    registration: MyRegistration

    @classmethod
    def of(cls, found: TakingPart, now: datetime) -> Self:
        return cls(meeting=MeetingBrief.of(found.meeting, now), registration=MyRegistration.of(found.entry))


class MyMeetings(Shape):
    ahead: list[MyMeeting]
    past: list[MyMeeting]
    next: str | None = Field(
        description="Give it as `cursor` for more of the past; `null`: this was the last"
    )
