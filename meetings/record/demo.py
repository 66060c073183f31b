"""Demo: agendas of announced meetings, five meetings with their results public, others with their clocks running or overdue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import OKRUG
from hearing_state.clock import ALMATY
from hearing_state.db import value
from hearing_state.permissions import Actor, Grant, Role
from meetings.commitments import queries as commitments
from meetings.duties.duty import PeriodKind, period_of
from meetings.record.actions.approve_minutes import ApproveMinutes, approve_minutes
from meetings.record.actions.count_attendance import CountAttendance, count_attendance
from meetings.record.actions.draft_minutes import DraftMinutes, draft_minutes
from meetings.record.actions.give_floor import GiveFloor, give_floor
from meetings.record.actions.propose_minutes import ProposeMinutes, propose_minutes
from meetings.record.actions.publish_progress import PublishProgress, publish_progress
from meetings.record.actions.publish_results import PublishResults, publish_results
from meetings.record.actions.put_issue import PutIssue, put_issue
from meetings.record.actions.save_minutes import SaveMinutes, save_minutes
from meetings.record.actions.set_agenda import PlannedItem, SetAgenda, set_agenda
from meetings.record.actions.tick_check import TickCheck, tick_check
from meetings.record.actions.time_item import TimeItem, time_item
from meetings.record.agenda import Item, ItemKind
from meetings.record.issue import Decision
from meetings.record.kept import items_of
from meetings.record.minutes_kept import in_work
from meetings.record.raised import questions_of
from meetings.record.told import AHEAD, CLUB, CLUB_DAYS_AGO, RECORDS, SPEECHES, TITLES, IssueTold, RecordTold
from meetings.schedule import demo as calendar
from meetings.schedule import queries as schedule
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.actions.schedule import Schedule
from meetings.schedule.actions.schedule import schedule as put_into_calendar
from meetings.schedule.actions.start import Start, start
from meetings.schedule.meeting import Meeting

ENDS = 5
DAYS_TO_REPORT = 20
WRITER = "Айнұр Тілеуова"


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Through the same actions as everything. Nothing where a meeting has an agenda already, or there are no meetings."""
    refs = dict(await calendar.refs(context))
    if not refs or await value("SELECT 1 FROM record_agenda_item LIMIT 1"):
        return
    secretary = Secretary(context, people)
    refs["club"] = await _of_this_week(secretary, context)
    for name in AHEAD:
        if name in refs:
            await _before(secretary, await schedule.meeting(context, refs[name]), context.now)
    for told in RECORDS:
        if told.meeting in refs:
            await _after(secretary, await schedule.meeting(context, refs[told.meeting]), told)
    await _quarter(secretary, context)


class Secretary:
    """One clerk of the demo stands in for the clerks of all offices; whoever heads the office approves."""

    def __init__(self, context: Context, people: Mapping[str, UUID]) -> None:
        self._context, self._people = context, people

    def writes(self, agency_id: UUID, at: datetime) -> Context:
        grant = Grant(Role.CLERK, agency_id)
        actor = Actor(self._people["clerk"], frozenset({grant}), name=WRITER)
        return replace(self._context, actor=actor, now=min(at, self._context.now))

    async def approves(self, agency_id: UUID, at: datetime) -> Context:
        head = (await agencies.heads_of(self._context, [agency_id])).get(agency_id)
        person = (head.person_id if head else None) or self._people["head"]
        actor = Actor(
            person, frozenset({Grant(Role.HEAD, agency_id)}), name=head.holder_name if head else WRITER
        )
        return replace(self._context, actor=actor, now=min(at, self._context.now))


async def _of_this_week(secretary: Secretary, context: Context) -> str:
    """A meeting held so few days ago that its results are still in time."""
    office = await agencies.office_at(context, OKRUG)
    if office is None:
        return ""
    on = context.today - timedelta(days=CLUB_DAYS_AGO)
    at = datetime.combine(on, time(18), ALMATY)
    wish = Schedule(
        agency=office.slug, place=calendar.VILLAGE, kind="extra", mode="online", starts_at=at, title_kk=CLUB[0],
        title_ru=CLUB[1], topic="public_spaces", reason=calendar.WISHED,
    )  # fmt: skip
    made = await put_into_calendar(secretary.writes(office.id, at - timedelta(days=20)), wish)
    await announce(secretary.writes(office.id, at - timedelta(days=15)), Announce(meeting=made.ref))
    await start(secretary.writes(office.id, at), Start(meeting=made.ref))
    ended = secretary.writes(office.id, at + timedelta(minutes=91))
    await finish(ended, Finish(meeting=made.ref, attendance=29))
    return made.ref


async def _before(secretary: Secretary, meeting: Meeting, now: datetime) -> None:
    context = secretary.writes(meeting.agency_id, now)
    await _agenda(context, meeting)
    await tick_check(context, TickCheck(meeting=meeting.ref, check="sound"))


async def _agenda(context: Context, meeting: Meeting) -> None:
    report = max(1, min(meeting.report_minutes, meeting.minutes // 5))
    minutes = {
        ItemKind.OPENING: ENDS,
        ItemKind.REPORT: report,
        ItemKind.QUESTIONS: meeting.minutes - 2 * ENDS - report,
        ItemKind.CLOSING: ENDS,
    }
    items = tuple(
        PlannedItem(kind=kind, minutes=length, title_kk=TITLES[kind][0], title_ru=TITLES[kind][1])
        for kind, length in minutes.items()
    )
    await set_agenda(context, SetAgenda(meeting=meeting.ref, items=items))


async def _after(secretary: Secretary, meeting: Meeting, told: RecordTold) -> None:
    """What the secretary wrote down on the next morning, and what became of it."""
    begun, ended = meeting.started_at, meeting.finished_at
    if begun is None or ended is None:
        return
    context = secretary.writes(meeting.agency_id, ended + timedelta(hours=14))
    await _agenda(context, meeting)
    await _times(context, meeting, await items_of(meeting.id), begun, ended)
    for each in SPEECHES:
        at = begun + timedelta(minutes=each.after)
        wish = GiveFloor(
            meeting=meeting.ref, kind=each.kind, post_kk=each.post_kk, post_ru=each.post_ru, name=each.name,
            consent=bool(each.name), started_at=at, ended_at=at + timedelta(minutes=each.lasted),
        )  # fmt: skip
        await give_floor(context, wish)
    for mode, heads, note in told.heads:
        await count_attendance(
            context, CountAttendance(meeting=meeting.ref, mode=mode, headcount=heads, note=note)
        )
    if told.days:
        await _publish(secretary, meeting, told, ended)


async def _times(
    context: Context, meeting: Meeting, items: Sequence[Item], begun: datetime, ended: datetime
) -> None:
    """The items took what they were planned for, the last one up to the end."""
    at = begun
    for item in items:
        until = min(ended, at + timedelta(minutes=item.minutes)) if item is not items[-1] else ended
        wish = TimeItem(meeting=meeting.ref, item=item.number, started_at=at, ended_at=until)
        await time_item(context, wish)
        at = until


async def _publish(secretary: Secretary, meeting: Meeting, told: RecordTold, ended: datetime) -> None:
    """Two days of writing, a second person, and then the public."""
    writer = secretary.writes(meeting.agency_id, ended + timedelta(days=2))
    await _issues(writer, meeting, told.issues)
    await draft_minutes(writer, DraftMinutes(meeting=meeting.ref))
    found = await in_work(meeting.id)
    if found is None:
        return
    texts = {language: dict(found.texts[language]) for language in found.texts}
    for language, words in (("kk", told.report_kk), ("ru", told.report_ru)):
        texts[language]["report"] = f"{words}\n{texts[language]['report']}"
    saved = SaveMinutes(
        meeting=meeting.ref, revision=found.revision, pen="secretary-of-the-demo", texts=texts
    )
    revision = (await save_minutes(writer, saved)).revision
    await propose_minutes(writer, ProposeMinutes(meeting=meeting.ref))
    day = ended + timedelta(days=told.days)
    head = await secretary.approves(meeting.agency_id, day)
    await approve_minutes(head, ApproveMinutes(meeting=meeting.ref, revision=revision))
    await publish_results(secretary.writes(meeting.agency_id, day), PublishResults(meeting=meeting.ref))


async def _issues(context: Context, meeting: Meeting, issues: Sequence[IssueTold]) -> None:
    """Every question that came to an outcome stands in an issue; what was promised has its line in the plan."""
    asked = [each for each in await questions_of(context, meeting.id) if each.state != "not_reached"]
    promised = [each.commitment.ref for each in await commitments.of_meeting(context, meeting.id)]
    for position, each in enumerate(issues):
        is_promise = each.decision is Decision.COMMITMENT and promised
        wish = PutIssue(
            meeting=meeting.ref, title_kk=each.kk, title_ru=each.ru, decision=each.decision,
            questions=tuple(own.ref for own in asked[position :: len(issues)]),
            commitment=promised.pop(0) if is_promise else None,
            responsible_kk=each.responsible_kk, responsible_ru=each.responsible_ru,
            due_on=meeting.on + timedelta(days=each.days) if each.days else None, needs_funding=each.needs_funding,
        )  # fmt: skip
        await put_issue(context, wish)


async def _quarter(secretary: Secretary, context: Context) -> None:
    """The okrug's office has published its last quarter; the others' are still due."""
    office = await agencies.office_at(context, OKRUG)
    if office is None:
        return
    period = period_of(context.today, PeriodKind.QUARTER).before
    wish = PublishProgress(agency=office.slug, year=period.from_on.year, quarter=period.number)
    on = datetime.combine(period.until_on + timedelta(days=DAYS_TO_REPORT), time(10), ALMATY)
    await publish_progress(await secretary.approves(office.id, on), wish)
