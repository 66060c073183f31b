"""What the API gives: plain values with names in all three languages, made from the nouns of the packages.

A field is never taken away and never changes its meaning within v1; new ones may come.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hearing_state import i18n
from hearing_state.agencies import agency as agencies
from hearing_state.deadlines.board import Totals as BoardTotals
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.deadlines.explanation import Happening as ClockHappening
from hearing_state.deadlines.standing import Standing as ClockStanding
from hearing_state.deadlines.statutory_clock import CountedDay as ReckonedDay
from hearing_state.deadlines.wording import certainty, length, why_counted
from hearing_state.rulebook import Rule as TermOfLaw
from hearing_state.territories import place as territories
from hearing_state.territories.queries import Found as FoundHit


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Names(Shape):
    """`here` is the name in the reader's language."""

    here: str
    kk: str
    ru: str
    en: str

    @classmethod
    def of(cls, thing: Any) -> Self:
        return cls(here=i18n.local_name(thing), kk=thing.name_kk, ru=thing.name_ru, en=thing.name_en)


class Place(Shape):
    code: str = Field(description="The nine digits of the official classifier of territories (KATO)")
    level: str
    kind: str
    parent_code: str | None
    names: Names
    has_akim: bool = Field(description="Whether an akim's office of its own owes answers here")
    population: int | None
    closed_on: date | None

    @classmethod
    def of(cls, place: territories.Place) -> Self:
        return cls(
            code=place.code,
            level=place.level.value,
            kind=place.kind.value,
            parent_code=place.parent_code,
            names=Names.of(place),
            has_akim=place.has_akim,
            population=place.population,
            closed_on=place.closed_on,
        )


class FoundPlace(Shape):
    place: Place
    where: str = Field(description="What tells places of one name apart, nearest first")
    how: str = Field(description="`code`, `exact`, `starts`, `word` or `similar`")

    @classmethod
    def of(cls, found: FoundHit) -> Self:
        return cls(place=Place.of(found.place), where=found.where, how=found.how)


class Topic(Shape):
    key: str
    names: Names

    @classmethod
    def of(cls, topic: agencies.Topic) -> Self:
        return cls(key=topic.key, names=Names.of(topic))


class Body(Shape):
    slug: str
    kind: str
    names: Names
    place_code: str | None
    is_central: bool
    dissolved_on: date | None

    @classmethod
    def of(cls, agency: agencies.Agency) -> Self:
        return cls(
            slug=agency.slug,
            kind=agency.kind.value,
            names=Names.of(agency),
            place_code=agency.place_code,
            is_central=agency.is_central,
            dissolved_on=agency.dissolved_on,
        )


class Holder(Shape):
    """Who heads a body now."""

    name: str
    post: Names
    from_on: date

    @classmethod
    def of(cls, appointment: agencies.Appointment | None) -> Self | None:
        if appointment is None:
            return None
        return cls(name=appointment.holder_name, post=Names.of(appointment), from_on=appointment.from_on)


class Governing(Shape):
    body: Body
    head: Holder | None

    @classmethod
    def of(cls, governing: agencies.Governing) -> Self:
        return cls(body=Body.of(governing.agency), head=Holder.of(governing.head))


class Totals(Shape):
    """Duties by how they stand; together with the withdrawn they are all there are."""

    owed: int
    overdue: int
    kept: int
    late: int
    withdrawn: int
    on_time_share: float | None

    @classmethod
    def of(cls, totals: BoardTotals) -> Self:
        return cls(
            owed=totals.owed,
            overdue=totals.overdue,
            kept=totals.kept,
            late=totals.late,
            withdrawn=totals.withdrawn,
            on_time_share=totals.on_time_share,
        )


class PlaceShown(Shape):
    place: Place
    line: list[Place] = Field(description="From the oblast down to the place itself")
    governing: list[Governing] = Field(description="Who owes answers here, nearest first")
    deadlines: Totals = Field(description="Of the place with all that lies under it")


class BodyShown(Shape):
    body: Body
    head: Holder | None
    successor: Body | None = Field(description="The living body that holds what a dissolved one held")
    deadlines: Totals


class Term(Shape):
    """A term of law in the version that the case began under."""

    rule: str
    names: Names
    length: str = Field(description="In words, in the reader's language")
    source: str = Field(description="The article")
    certainty: str

    @classmethod
    def of(cls, rule: TermOfLaw) -> Self:
        return cls(
            rule=rule.id,
            names=Names.of(rule),
            length=length(rule),
            source=rule.cited(i18n.locale()),
            certainty=certainty(rule.certainty),
        )


class Standing(Shape):
    """How a duty stands today: `running`, `due_soon`, `overdue`, `kept`, `missed`, `paused` or `withdrawn`."""

    state: str
    due_on: date | None
    working_days_left: int | None
    working_days_late: int
    settled_on: date | None

    @classmethod
    def of(cls, standing: ClockStanding) -> Self:
        return cls(
            state=standing.state,
            due_on=standing.due_on,
            working_days_left=standing.working_days_left,
            working_days_late=standing.working_days_late,
            settled_on=standing.settled_on,
        )


class Deadline(Shape):
    id: UUID
    about: str = Field(description="The reference of what is owed, like `Q-2026-000017`")
    title: str = Field(description="Empty for a private matter: its clock is public, its content is not")
    term: Term
    body: Body | None
    place_code: str | None
    registered_on: date
    standing: Standing

    @classmethod
    def of(cls, clock: ClockView, body: agencies.Agency | None) -> Self:
        return cls(
            id=clock.id,
            about=clock.about,
            title=clock.title,
            term=Term.of(clock.rule),
            body=Body.of(body) if body else None,
            place_code=clock.place_code,
            registered_on=clock.registered_on,
            standing=Standing.of(clock.standing),
        )


class Board(Shape):
    deadlines: list[Deadline]
    totals: Totals
    next: str | None = Field(description="Give it as `cursor` for the next page; `null`: this was the last")


class CountedDay(Shape):
    day: date
    number: int | None = Field(description="The day's number in the term; `null`: not counted")
    reason: str = Field(description="A stable word")
    why: str = Field(description="A sentence in the reader's language")

    @classmethod
    def of(cls, counted: ReckonedDay) -> Self:
        return cls(day=counted.on, number=counted.number, reason=str(counted.why), why=why_counted(counted))


class Happening(Shape):
    number: int
    kind: str
    due_on: date | None = Field(
        description="The last day that this left behind; `null`: the clock stood still"
    )
    recorded_at: datetime

    @classmethod
    def of(cls, happening: ClockHappening) -> Self:
        return cls(
            number=happening.number,
            kind=type(happening.event).__name__.lower(),
            due_on=happening.due_on,
            recorded_at=happening.recorded_at,
        )


class WhyThisDate(Shape):
    deadline: Deadline
    happenings: list[Happening]
    days: list[CountedDay]
    calendar_version: str


class Reckoned(Shape):
    term: Term
    registered_on: date
    due_on: date | None
    days: list[CountedDay]
    calendar_version: str


def days_of(days: Sequence[ReckonedDay]) -> list[CountedDay]:
    return [CountedDay.of(each) for each in days]
