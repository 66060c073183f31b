"""A meeting from its agenda to its corrected minutes, and a quarter: every action of the record once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.permissions import SYSTEM
from meetings.record.minutes_kept import in_work
from meetings.schedule import queries as schedule
from meetings.schedule.meeting import Meeting
from tests.support.whole_life import Life

AHEAD = timedelta(minutes=20)
LENGTH = timedelta(minutes=60)
ITEMS = (
    ("opening", 5, "Ашылуы", "Открытие"),
    ("report", 10, "Есеп", "Отчёт"),
    ("questions", 45, "Сұрақтар", "Вопросы"),
)
THINGS = {
    "item": "SELECT number::text FROM record_agenda_item LIMIT 1",
    "speech": "SELECT id::text FROM record_speech LIMIT 1",
    "poll": "SELECT number::text FROM record_poll LIMIT 1",
    "issue": "SELECT number::text FROM record_issue LIMIT 1",
    "year": "SELECT '2026'",
    "quarter": "SELECT '3'",
}
MISSING = {
    "item": "99",
    "speech": "00000000-0000-0000-0000-000000000007",
    "poll": "99",
    "issue": "99",
    "year": "2023",
    "quarter": "2",
}


async def live(life: Life) -> None:
    meeting = await _announced(life)
    await _before(life, meeting)
    await _course(life, meeting)
    await _afterwards(life, meeting)
    await _results(life, meeting)
    await _correction(life, meeting)
    await life.call(life.head, "progress.publish", agency=await _office(life), year=2026, quarter=3)


def _later(life: Life, context: Context, **by: float) -> Context:
    return replace(context, now=life._context.now + timedelta(**by))


async def _office(life: Life) -> str:
    body = await agencies.office_at(life._context, DISTRICT)
    assert body is not None
    return body.slug


async def _announced(life: Life) -> Meeting:
    made = await life.call(
        life.official, "meeting.schedule", agency=await _office(life), place=OKRUG, kind="extra", mode="online",
        starts_at=life._context.now + AHEAD, minutes=60, title_kk="Тұрғындармен кездесу", title_ru="Встреча с жителями",
        is_deputy=True, host_name="Сәуле Оспанова", reason="Тұрғындардың өтініші бойынша.",
    )  # fmt: skip
    await life.call(life.official, "meeting.announce", meeting=made.ref, late_reason="Су тасқыны қаупі.")
    return await schedule.meeting(life._context, made.ref)


async def _before(life: Life, meeting: Meeting) -> None:
    items = tuple(
        {"kind": kind, "minutes": minutes, "title_kk": title_kk, "title_ru": title_ru}
        for kind, minutes, title_kk, title_ru in ITEMS
    )
    await life.call(life.official, "agenda.set", meeting=meeting.ref, items=items)
    await life.call(life.official, "checklist.tick", meeting=meeting.ref, check="sound")


async def _course(life: Life, meeting: Meeting) -> None:
    ref = meeting.ref
    await life.call(life.official, "meeting.start", meeting=ref)

    async def press(minute: float, name: str, **values: Any) -> Any:
        return await life.call(_later(life, life.official, minutes=minute), name, meeting=ref, **values)

    await press(1, "agenda.start_item", item=1)
    await press(2, "agenda.end_item", item=1)
    await press(3, "floor.give", kind="head")
    await press(6, "floor.take")
    spoken = await press(
        7, "floor.give", kind="official", post_kk="Бөлім басшысы", post_ru="Руководитель отдела"
    )
    await press(8, "floor.remove", speech=spoken)
    await press(9, "attendance.count", mode="online", headcount=37)
    options = ({"text_kk": "Иә", "text_ru": "Да"}, {"text_kk": "Жоқ", "text_ru": "Нет"})
    opened = await press(
        10, "poll.open", title_kk="Жарық керек пе?", title_ru="Нужен ли свет?", options=options
    )
    await life.call(life.as_("aigul"), "poll.vote", meeting=ref, poll=opened.number, option=1)
    await press(12, "poll.close", poll=opened.number)


async def _afterwards(life: Life, meeting: Meeting) -> None:
    ref, now = meeting.ref, life._context.now
    evening = _later(life, life.official, hours=6)
    await life.call(evening, "meeting.finish", meeting=ref, finished_at=now + LENGTH, attendance=37)
    await life.call(replace(evening, actor=SYSTEM), "record.wind_up", meeting=ref)
    begun = now + timedelta(minutes=5)
    await life.call(
        evening,
        "agenda.time_item",
        meeting=ref,
        item=2,
        started_at=begun,
        ended_at=begun + timedelta(minutes=9),
    )
    issue = {
        "title_kk": "Көше жарығы", "title_ru": "Уличное освещение", "decision": "taken_away",
        "responsible_kk": "Бөлім басшысы", "responsible_ru": "Руководитель отдела", "due_on": life._context.today,
    }  # fmt: skip
    await life.call(evening, "issue.put", meeting=ref, **issue)
    second = await life.call(evening, "issue.put", meeting=ref, **issue)
    await life.call(evening, "issue.remove", meeting=ref, issue=second)


async def _results(life: Life, meeting: Meeting) -> None:
    evening = _later(life, life.official, hours=7)
    await life.call(evening, "minutes.draft", meeting=meeting.ref)
    await _save(life, evening, meeting)
    await life.call(evening, "minutes.propose", meeting=meeting.ref)
    await life.call(
        _later(life, life.head, hours=8), "minutes.send_back", meeting=meeting.ref, remark="Санын тексеріңіз."
    )
    await _through(life, meeting)


async def _save(life: Life, context: Context, meeting: Meeting) -> None:
    found = await in_work(meeting.id)
    assert found is not None
    await life.call(
        context, "minutes.save", meeting=meeting.ref, revision=found.revision, pen="p" * 20, texts=found.texts
    )


async def _through(life: Life, meeting: Meeting) -> None:
    """Proposed by the official, approved by the head, published."""
    await life.call(_later(life, life.official, hours=9), "minutes.propose", meeting=meeting.ref)
    found = await in_work(meeting.id)
    assert found is not None
    await life.call(
        _later(life, life.head, hours=10), "minutes.approve", meeting=meeting.ref, revision=found.revision
    )
    await life.call(_later(life, life.official, hours=11), "results.publish", meeting=meeting.ref)


async def _correction(life: Life, meeting: Meeting) -> None:
    await life.call(
        _later(life, life.official, hours=12),
        "minutes.correct",
        meeting=meeting.ref,
        reason="Қатысушылар саны қате.",
    )
    await _through(life, meeting)
