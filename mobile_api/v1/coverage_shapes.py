"""Who must meet the people of a place, how often, and whether they wait: as the API gives it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

from pydantic import Field

from meetings.coverage import line as lines
from meetings.coverage import wording
from meetings.coverage.tension import Tension
from meetings.coverage.waiting import Kept
from meetings.duties.exemption import Exemption
from meetings.duties.wording import cited, how_often, reason_name
from mobile_api.v1.meeting_shapes import NamedBody
from mobile_api.v1.shapes import Body, Names, Place, Shape

__all__ = ["Coverage", "Duty", "Exempt", "Place", "Tense"]


class LastMet(Shape):
    ref: str
    starts_at: datetime
    mode: str


class NextMet(Shape):
    ref: str
    starts_at: datetime
    is_announced: bool


class Span(Shape):
    """A year, half-year, quarter or month that is over, and how many meetings it brought."""

    from_on: date
    until_on: date
    held: int

    @classmethod
    def of(cls, kept: Kept) -> Self:
        return cls(from_on=kept.period.from_on, until_on=kept.period.until_on, held=kept.held)


class Duty(Shape):
    """One office that must meet the people here."""

    body: NamedBody
    place: Place | None = Field(description="Where it must meet them; `null`: the whole country")
    rule: Names
    source: str = Field(description="The article")
    how_often: str = Field(description="In words, in the reader's language")
    times: int
    period: str = Field(description="`year`, `half_year`, `quarter` or `month`")
    may_deputise: bool
    announce_days: int = Field(description="So many days ahead the law wants a meeting announced")
    standing: str = Field(description="`met`, `planned`, `open`, `due_soon` or `overdue`; do not keep it")
    standing_name: str
    counted_from: date
    overdue_since: date | None
    days_since: int | None = Field(description="Since the last meeting; `null`: none stands in the record")
    last: LastMet | None
    next: NextMet | None
    past: list[Span] = Field(description="The last whole periods, the oldest first")

    @classmethod
    def of(cls, line: lines.Line, past: Sequence[Kept]) -> Self:
        last, after = line.last, line.next
        return cls(
            body=NamedBody.of(line.office.key, line.office),
            place=Place.of(line.place) if line.place else None,
            rule=Names.of(line.rule),
            source=cited(line.source),
            how_often=how_often(line.times, line.period),
            times=line.times,
            period=line.period.value,
            may_deputise=line.may_deputise,
            announce_days=line.announce_days,
            standing=line.standing.value,
            standing_name=wording.standing_name(line.standing),
            counted_from=line.counted_from,
            overdue_since=line.overdue_since,
            days_since=line.days_since,
            last=LastMet(ref=last.ref, starts_at=last.starts_at, mode=last.mode) if last else None,
            next=NextMet(ref=after.ref, starts_at=after.starts_at, is_announced=after.is_announced)
            if after
            else None,
            past=[Span.of(each) for each in past],
        )


class Exempt(Shape):
    """Nobody must be met here, and why."""

    reason: str
    reason_name: str
    source: str
    from_on: date
    until_on: date | None

    @classmethod
    def of(cls, found: Exemption) -> Self:
        return cls(
            reason=found.reason.value,
            reason_name=reason_name(found.reason),
            source=found.source,
            from_on=found.from_on,
            until_on=found.until_on,
        )


class Tense(Shape):
    """Declared social tension: a meeting out of calendar is owed by a day."""

    body: Body
    place: Place
    kind: str
    title: str
    declared_on: date
    due_on: date
    standing: str = Field(description="`open` or `overdue`")

    @classmethod
    def of(cls, found: Tension) -> Self:
        return cls(
            body=Body.of(found.agency),
            place=Place.of(found.place),
            kind=found.kind.value,
            title=wording.tension_name(found.kind),
            declared_on=found.declared_on,
            due_on=found.due_on,
            standing=found.standing.value,
        )


class Coverage(Shape):
    place: Place
    duties: list[Duty] = Field(description="The nearest first: in the place, in its unit, in its district")
    exemption: Exempt | None
    tensions: list[Tense]
