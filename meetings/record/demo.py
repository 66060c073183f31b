"""Demo: agendas of announced meetings, two meetings with everything on record, the others with their clocks running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.db import rows
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
from meetings.record.kept import items_of
from meetings.record.minutes_kept import in_work
from meetings.record.raised import questions_of
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting, State

PUBLISHED = 2
"""So many of the held meetings have their results public; the others' clocks run, or are overdue."""
AGENDAS = 12
DAYS_TO_PUBLISH = 6
_TITLES = {
    ItemKind.OPENING: ("Ашылуы, модератордың сөзі", "Открытие, слово модератора"),
    ItemKind.REPORT: ("Әкімнің атқарылған жұмыс туралы есебі", "Отчёт акима о проделанной работе"),
    ItemKind.QUESTIONS: ("Тұрғындардың сұрақтары", "Вопросы жителей"),
    ItemKind.CLOSING: ("Қорытынды, берілген уәделер", "Итоги, данные обещания"),
}
# Who had the floor: (kind, minutes after the beginning, how many minutes, post in Kazakh and Russian, name, place's own).
_SPEECHES = (
    ("head", 5, 16, "", "", ""),
    ("resident", 22, 3, "", "", "Айгүл Сәрсенова"),
    ("head", 25, 7, "", "", ""),
    ("resident", 33, 4, "", "", ""),
    ("official", 38, 6, "Тұрғын үй-коммуналдық шаруашылық бөлімінің басшысы", "Руководитель отдела ЖКХ", "Серік Ахметов"),
    ("guest", 46, 5, "Ардагерлер кеңесі", "Совет ветеранов", ""),
    ("head", 52, 12, "", "", ""),
    ("resident", 66, 3, "", "", ""),
)  # fmt: skip
_HEADS = (("hall", 46, "клубта отырғандар"), ("online", 63, ""), ("broadcast", 310, ""))
_REPORT = (
    "Жыл басынан бері 4,2 шақырым жол жөнделді, екі көшеге жарық тартылды, ауыл клубының шатыры ауыстырылды.",
    "С начала года отремонтировано 4,2 км дорог, освещены две улицы, заменена крыша сельского клуба.",
)
_ISSUES = (
    ("Көше жарығы және қараңғы аялдамалар", "Уличное освещение и тёмные остановки", "taken_away", 40, True),
    ("Мектеп автобусының кестесі", "Расписание школьного автобуса", "answered", 0, False),
    ("Ауызсу құбырын ауыстыру", "Замена водопровода", "commitment", 150, True),
)
_RESPONSIBLE = ("Тұрғын үй-коммуналдық шаруашылық бөлімінің басшысы", "Руководитель отдела ЖКХ")
_MEETINGS = f"""
SELECT {schedule.COLUMNS} FROM schedule_meeting m
 WHERE m.state = ANY ($1::text[]) AND m.agency_id = ANY ($2::uuid[]) ORDER BY m.starts_at, m.id LIMIT $3
"""


class Secretary:
    """Acts as the demo's staff of the two offices, at the moments when it was done."""

    def __init__(
        self, context: Context, people: Mapping[str, UUID], posts: Mapping[UUID, tuple[str, str]]
    ) -> None:
        self._context, self._people, self._posts = context, people, posts

    def writes(self, meeting: Meeting, at: datetime) -> Context:
        return self._as(self._posts[meeting.agency_id][0], Role.OFFICIAL, meeting.agency_id, at)

    def heads(self, agency_id: UUID, at: datetime) -> Context:
        return self._as(self._posts[agency_id][1], Role.HEAD, agency_id, at)

    def _as(self, who: str, role: Role, agency_id: UUID, at: datetime) -> Context:
        actor = Actor(self._people[who], frozenset({Grant(role, agency_id)}), name=who)
        return replace(self._context, actor=actor, now=min(at, self._context.now))


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    """Through the same actions as everything. Nothing where a meeting has an agenda already."""
    if await rows("SELECT 1 FROM record_agenda_item LIMIT 1"):
        return
    posts = {}
    for code, staff in ((DISTRICT, ("official", "head")), (OKRUG, ("official.okrug", "head.okrug"))):
        office = await agencies.office_at(context, code)
        if office is not None:
            posts[office.id] = staff
    secretary = Secretary(context, people, posts)
    for meeting in await _of(posts, AGENDAS, State.ANNOUNCED):
        await _before(secretary, meeting, context.now)
    for position, meeting in enumerate(await _of(posts, AGENDAS, State.HELD)):
        await _after(secretary, meeting)
        if position < PUBLISHED:
            await _publish(secretary, meeting)
    await _quarter(secretary, context, posts)


async def _of(posts: Mapping[UUID, object], limit: int, *states: State) -> list[Meeting]:
    found = await rows(_MEETINGS, [state.value for state in states], list(posts), limit)
    return [schedule.meeting_from(each) for each in found]


async def _before(secretary: Secretary, meeting: Meeting, now: datetime) -> None:
    context = secretary.writes(meeting, now)
    await _agenda(context, meeting)
    await tick_check(context, TickCheck(meeting=meeting.ref, check="sound"))


async def _agenda(context: Context, meeting: Meeting) -> None:
    ends, report = 5, max(1, min(meeting.report_minutes, meeting.minutes // 5))
    minutes = {
        ItemKind.OPENING: ends,
        ItemKind.REPORT: report,
        ItemKind.QUESTIONS: meeting.minutes - 2 * ends - report,
        ItemKind.CLOSING: ends,
    }
    items = tuple(
        PlannedItem(kind=kind, minutes=length, title_kk=_TITLES[kind][0], title_ru=_TITLES[kind][1])
        for kind, length in minutes.items()
    )
    await set_agenda(context, SetAgenda(meeting=meeting.ref, items=items))


async def _after(secretary: Secretary, meeting: Meeting) -> None:
    """What the secretary wrote down on the next morning."""
    begun, ended = meeting.started_at, meeting.finished_at
    if begun is None or ended is None:
        return
    context = secretary.writes(meeting, ended + timedelta(hours=14))
    await _agenda(context, meeting)
    await _times(context, meeting, await items_of(meeting.id), begun, ended)
    for kind, after, lasted, post_kk, post_ru, name in _SPEECHES:
        at = begun + timedelta(minutes=after)
        until = at + timedelta(minutes=lasted)
        if until <= ended:
            wish = GiveFloor(
                meeting=meeting.ref, kind=kind, post_kk=post_kk, post_ru=post_ru, name=name, consent=bool(name),
                started_at=at, ended_at=until,
            )  # fmt: skip
            await give_floor(context, wish)
    for mode, heads, note in _HEADS:
        if mode != "hall" or meeting.mode.has_hall:
            wish_of_heads = CountAttendance(meeting=meeting.ref, mode=mode, headcount=heads, note=note)
            await count_attendance(context, wish_of_heads)


async def _times(
    context: Context, meeting: Meeting, items: Sequence[Item], begun: datetime, ended: datetime
) -> None:
    """The items took what they were planned for, the last one up to the end."""
    at = begun
    for item in items:
        until = min(ended, at + timedelta(minutes=item.minutes)) if item is not items[-1] else ended
        await time_item(
            context, TimeItem(meeting=meeting.ref, item=item.number, started_at=at, ended_at=until)
        )
        at = until


async def _publish(secretary: Secretary, meeting: Meeting) -> None:
    """Two days of writing, a second person, and public within the ten days."""
    after = meeting.finished_at or meeting.ends_at
    writer = secretary.writes(meeting, after + timedelta(days=2))
    await _issues(writer, meeting)
    await draft_minutes(writer, DraftMinutes(meeting=meeting.ref))
    found = await in_work(meeting.id)
    if found is None:
        return
    texts = {language: dict(found.texts[language]) for language in found.texts}
    for language, words in zip(("kk", "ru"), _REPORT, strict=True):
        texts[language]["report"] = f"{words}\n{texts[language]['report']}"
    await save_minutes(
        writer,
        SaveMinutes(meeting=meeting.ref, revision=found.revision, pen="secretary-of-the-demo", texts=texts),
    )
    await propose_minutes(writer, ProposeMinutes(meeting=meeting.ref))
    head = secretary.heads(meeting.agency_id, after + timedelta(days=DAYS_TO_PUBLISH))
    await approve_minutes(head, ApproveMinutes(meeting=meeting.ref, revision=found.revision + 1))
    publisher = secretary.writes(meeting, after + timedelta(days=DAYS_TO_PUBLISH))
    await publish_results(publisher, PublishResults(meeting=meeting.ref))


async def _issues(context: Context, meeting: Meeting) -> None:
    """Every question that came to an outcome stands in an issue; what was promised has its line in the plan."""
    asked = [each for each in await questions_of(context, meeting.id) if each.state != "not_reached"]
    promised = await commitments.of_meeting(context, meeting.id)
    for position, (title_kk, title_ru, decision, days, funding) in enumerate(_ISSUES):
        own = asked[position :: len(_ISSUES)]
        wish = PutIssue(
            meeting=meeting.ref, title_kk=title_kk, title_ru=title_ru, decision=decision,
            questions=tuple(each.ref for each in own),
            commitment=promised[0].commitment.ref if decision == "commitment" and promised else None,
            responsible_kk=_RESPONSIBLE[0] if days else "", responsible_ru=_RESPONSIBLE[1] if days else "",
            due_on=meeting.on + timedelta(days=days) if days else None, needs_funding=funding,
        )  # fmt: skip
        await put_issue(context, wish)


async def _quarter(secretary: Secretary, context: Context, posts: Mapping[UUID, tuple[str, str]]) -> None:
    """The okrug's office has published its last quarter; the district's is still due."""
    office = await agencies.office_at(context, OKRUG)
    if office is None or office.id not in posts:
        return
    period = period_of(context.today, PeriodKind.QUARTER).before
    wish = PublishProgress(agency=office.slug, year=period.from_on.year, quarter=period.number)
    await publish_progress(secretary.heads(office.id, context.now), wish)
