"""The record of a meeting as the API gives it: agenda, heads, polls, minutes, results. Only what is published."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from pydantic import Field

from hearing_state.actions import Context, Wish
from hearing_state.deadlines.clock_view import ClockView
from hearing_state.i18n import local_name, speaking
from meetings.record import minutes as written
from meetings.record import queries, wording
from meetings.record.agenda import Share, Slot
from meetings.record.headcount import Count
from meetings.record.issue import Issue
from meetings.record.poll import Option, Poll
from meetings.record.recorded import Recorded
from mobile_api.v1.commitment_shapes import CommitmentLine
from mobile_api.v1.meeting_shapes import MeetingBrief, Texts
from mobile_api.v1.shapes import Shape, Standing


class PollVote(Wish):
    option: int = Field(ge=1, le=100, description="Its number. While the poll is open one may choose anew")


class PollOption(Shape):
    number: int
    text: Texts
    people: int | None = Field(description="Votes of who signed in; `null` while the poll is open")
    guests: int | None = Field(description="Counted apart")

    @classmethod
    def of(cls, option: Option) -> Self:
        return cls(
            number=option.number,
            text=Texts.of(option.text_kk, option.text_ru),
            people=option.people,
            guests=option.guests,
        )


class MeetingPoll(Shape):
    number: int
    title: Texts
    opened_at: datetime
    closed_at: datetime | None
    is_open: bool
    votes: int | None = Field(description="`null` while the poll is open: it tells nothing of how it stands")
    options: list[PollOption]

    @classmethod
    def of(cls, poll: Poll) -> Self:
        return cls(
            number=poll.number,
            title=Texts.of(poll.title_kk, poll.title_ru),
            opened_at=poll.opened_at,
            closed_at=poll.closed_at,
            is_open=poll.is_open,
            votes=None if poll.is_open else poll.votes,
            options=[PollOption.of(each) for each in poll.options],
        )


class PollBefore(Shape):
    """A poll before somebody who may vote. Nobody else is told what one chose."""

    poll: MeetingPoll
    own_option: int | None
    may_vote: bool

    @classmethod
    def of(cls, shown: queries.PollShown) -> Self:
        return cls(poll=MeetingPoll.of(shown.poll), own_option=shown.own_option, may_vote=shown.may_vote)


class AgendaItem(Shape):
    """Planned and real hours; the real ones are `null` where nobody measured."""

    number: int
    kind: str = Field(description="`opening`, `report`, `questions`, `poll`, `break` or `closing`")
    title: Texts
    minutes: int
    planned_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @classmethod
    def of(cls, slot: Slot) -> Self:
        item = slot.item
        return cls(
            number=item.number,
            kind=item.kind.value,
            title=Texts.of(item.title_kk, item.title_ru),
            minutes=item.minutes,
            planned_at=slot.from_at,
            started_at=item.started_at,
            ended_at=item.ended_at,
        )


class ReportShare(Shape):
    """How much of the time the report takes."""

    percent: float
    limit_percent: int
    is_over: bool

    @classmethod
    def of(cls, share: Share | None) -> Self | None:
        if share is None:
            return None
        return cls(percent=share.percent, limit_percent=share.limit_percent, is_over=share.is_over)


class Headcount(Shape):
    mode: str = Field(description="`hall`, `online`, `point` or `broadcast` (watched without taking part)")
    people: int

    @classmethod
    def all_of(cls, counts: Iterable[Count]) -> list[Self]:
        return [cls(mode=each.mode.value, people=each.headcount) for each in counts]


class MeetingRecord(Shape):
    """Agenda, times, heads and polls."""

    meeting: MeetingBrief
    agenda: list[AgendaItem]
    report_planned: ReportShare | None
    report_actual: ReportShare | None
    took_part: int | None
    headcounts: list[Headcount]
    polls: list[MeetingPoll]

    @classmethod
    def of(cls, record: Recorded, context: Context) -> Self:
        return cls(
            meeting=MeetingBrief.of(record.meeting, context.now),
            agenda=[AgendaItem.of(each) for each in record.slots],
            report_planned=ReportShare.of(record.planned),
            report_actual=ReportShare.of(record.actual),
            took_part=record.took_part,
            headcounts=Headcount.all_of(record.counts),
            polls=[MeetingPoll.of(each) for each in record.polls],
        )


class MinutesSection(Shape):
    section: str
    heading: Texts
    text: Texts

    @classmethod
    def all_of(cls, minutes: written.Minutes) -> list[Self]:
        """The headings in both languages, whatever the reader speaks."""
        return [
            cls(
                section=each.value,
                heading=Texts.of(*(_heading(each, language) for language in written.LANGUAGES)),
                text=Texts.of(*(minutes.text(language, each) for language in written.LANGUAGES)),
            )
            for each in written.sections_in(minutes.texts)
        ]


def _heading(section: written.Section, language: str) -> str:
    with speaking(language):
        return str(wording.SECTIONS[section])


class MinutesVersion(Shape):
    version: int
    reason: str = Field(description="Why the minutes were corrected; empty for the first version")
    published_at: datetime | None

    @classmethod
    def of(cls, minutes: written.Minutes) -> Self:
        return cls(version=minutes.version, reason=minutes.reason, published_at=minutes.published_at)


class MinutesText(MinutesVersion):
    """One published version, in both languages, for which two persons stand."""

    sections: list[MinutesSection]
    proposed_by: Texts
    approved_by: Texts
    digest: str = Field(description="SHA-256 of every word; it stands in the public log")

    @classmethod
    def of(cls, minutes: written.Minutes) -> Self:
        return cls(
            version=minutes.version,
            reason=minutes.reason,
            published_at=minutes.published_at,
            sections=MinutesSection.all_of(minutes),
            proposed_by=Texts.of(minutes.proposer_kk, minutes.proposer_ru),
            approved_by=Texts.of(minutes.approver_kk, minutes.approver_ru),
            digest=minutes.digest,
        )


class Owed(Shape):
    """The clock of the results: why this date is told by `/deadlines/{id}`."""

    deadline: str
    standing: Standing

    @classmethod
    def of(cls, clock: ClockView | None) -> Self | None:
        return cls(deadline=str(clock.id), standing=Standing.of(clock.standing)) if clock else None


class MinutesShown(Shape):
    """`minutes` is `null` while nothing is published."""

    meeting: MeetingBrief
    minutes: MinutesText | None
    versions: list[MinutesVersion] = Field(description="The newest first")
    owed: Owed | None

    @classmethod
    def of(cls, found: queries.PublishedMinutes, context: Context) -> Self:
        return cls(
            meeting=MeetingBrief.of(found.meeting, context.now),
            minutes=MinutesText.of(found.shown) if found.shown else None,
            versions=[MinutesVersion.of(each) for each in found.versions],
            owed=Owed.of(found.clock),
        )


class ProblemIssue(Shape):
    """One line of the list of problem issues: what was decided, who is responsible, by which day."""

    number: int
    title: Texts
    decision: str = Field(description="`answered`, `taken_away` or `commitment`")
    decision_name: str
    questions: list[str]
    commitment: str | None
    responsible: Texts
    due_on: date | None
    needs_funding: bool

    @classmethod
    def of(cls, issue: Issue) -> Self:
        return cls(
            number=issue.number,
            title=Texts.of(issue.title_kk, issue.title_ru),
            decision=issue.decision.value,
            decision_name=str(wording.DECISIONS[issue.decision]),
            questions=list(issue.question_refs),
            commitment=issue.commitment_ref,
            responsible=Texts.of(issue.responsible_kk, issue.responsible_ru),
            due_on=issue.due_on,
            needs_funding=issue.needs_funding,
        )


class ResultsShown(Shape):
    """The list of issues as published, and the action plan as it stands today."""

    meeting: MeetingBrief
    body: str = Field(description="The office's name in the reader's language")
    is_published: bool
    issues: list[ProblemIssue]
    plan: list[CommitmentLine]
    owed: Owed | None

    @classmethod
    def of(cls, found: queries.Results, context: Context) -> Self:
        return cls(
            meeting=MeetingBrief.of(found.meeting, context.now),
            body=local_name(found.around.agency),
            is_published=found.minutes is not None,
            issues=[ProblemIssue.of(each) for each in found.issues],
            plan=[CommitmentLine.of(each) for each in found.plan],
            owed=Owed.of(found.clock),
        )
