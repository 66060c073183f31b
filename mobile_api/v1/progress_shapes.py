"""Quarterly reports as the API gives them: the same lines as the page, with how each is counted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from pydantic import Field

from meetings.record.counting import MeetingLine
from meetings.record.progress import Due, Progress
from meetings.record.report_wording import quarter_name
from meetings.record.sheet import ReportLine, report_lines
from mobile_api.v1.meeting_shapes import Texts
from mobile_api.v1.shapes import Body, Shape, Standing


class ReportBrief(Shape):
    """The report of one quarter of an office, published or still owed."""

    year: int
    quarter: int
    name: str = Field(description="The quarter as people say it")
    from_on: date
    until_on: date
    due_on: date = Field(description="The last day to publish it, by law")
    published_at: datetime | None
    standing: Standing | None = Field(description="`null` while the quarter runs: nothing is owed yet")

    @classmethod
    def of(cls, due: Due) -> Self:
        return cls(
            year=due.year,
            quarter=due.period.number,
            name=quarter_name(due.period),
            from_on=due.period.from_on,
            until_on=due.period.until_on,
            due_on=due.due_on,
            published_at=due.published_at,
            standing=Standing.of(due.standing) if due.standing else None,
        )


class ReportsOfBody(Shape):
    body: Body
    reports: list[ReportBrief] = Field(description="The newest quarter first, eight at most")


class ReportFigure(Shape):
    """One line of the report. `key` is stable; the words are in the reader's language."""

    key: str
    name: str
    value: float | None = Field(description="`null` where there is nothing to divide by")
    unit: str = Field(description="`%` or empty")
    formula: str = Field(description="How it is counted")

    @classmethod
    def of(cls, line: ReportLine) -> Self:
        same = ("key", "name", "value", "unit", "formula")
        return cls(**{name: getattr(line, name) for name in same})


class ReportedMeeting(Shape):
    """A meeting that the figures are the sum of."""

    ref: str
    title: Texts
    starts_at: datetime
    state: str
    mode: str
    attendance: int | None
    questions_raised: int
    answered_on_the_spot: int
    taken_away: int
    commitments_made: int
    results_on: date | None = Field(description="The day on which its results became public")

    @classmethod
    def of(cls, meeting: MeetingLine) -> Self:
        same = (
            *("ref", "starts_at", "state", "mode", "attendance", "questions_raised"),
            *("answered_on_the_spot", "taken_away", "commitments_made", "results_on"),
        )
        return cls(
            **{name: getattr(meeting, name) for name in same},
            title=Texts.of(meeting.title_kk, meeting.title_ru),
        )


class ReportShown(Shape):
    """Published figures stand for good; the others are worked out as things are when you look (`is_published` is false)."""

    body: Body
    report: ReportBrief
    is_over: bool = Field(description="The quarter has ended")
    is_published: bool
    figures: list[ReportFigure]
    meetings: list[ReportedMeeting]

    @classmethod
    def of(cls, found: Progress) -> Self:
        return cls(
            body=Body.of(found.due.agency),
            report=ReportBrief.of(found.due),
            is_over=found.is_over,
            is_published=found.is_published,
            figures=[ReportFigure.of(each) for each in report_lines(found)],
            meetings=[ReportedMeeting.of(each) for each in found.meetings],
        )


def briefs(found: Iterable[Due]) -> list[ReportBrief]:
    return [ReportBrief.of(each) for each in found]
