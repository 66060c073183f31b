"""Receptions of the demo: hours of the district's head this quarter and the next, and requests in several states.

Behind them lie some months: the district and the oblast published in time, the okrug late and missed a month, others were silent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency, Appointment
from hearing_state.agencies.demo import DISTRICT, OBLAST, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.deadlines import queries as deadlines
from hearing_state.permissions import Actor, Grant, Role
from meetings.receptions import queries
from meetings.receptions.actions.appoint import Appoint, appoint
from meetings.receptions.actions.book import Book, book
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from meetings.receptions.booking import Form, Priority, quarter_of

ROOM = {"room_kk": "Аудан әкімдігі, 2-қабат, 204-бөлме", "room_ru": "Акимат района, 2 этаж, кабинет 204"}
ROOM_OKRUG = {"room_kk": "Ауылдық округ әкімінің аппараты", "room_ru": "Аппарат акима сельского округа"}
AHEAD, AHEAD_OKRUG = (10, 34, 62), 13
"""So many days from today, or the next day that is worked."""
FIRST_MONTH, MONTHS_BACK = date(2026, 8, 1), 4
ASKED = (
    ("aigul", "kk", "Жер телімін рәсімдеу үш айдан бері созылып жатыр, нақты жауап алғым келеді.", Priority.SMALL_CHILDREN, Form.IN_PERSON),
    ("marina", "ru", "Прошу принять по вопросу очереди на жильё: документы сданы в прошлом году.", Priority.NONE, Form.VIDEO),
    ("yerbol", "kk", "Ауылдағы жайылым дауы туралы: құдық пен жол мәселесін бетпе-бет айтқым келеді.", Priority.PENSIONER, Form.IN_PERSON),
)  # fmt: skip


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    district, okrug = await agencies.office_at(context, DISTRICT), await agencies.office_at(context, OKRUG)
    if district is None or okrug is None:
        return
    await _past(context, people["clerk"])
    asked_at = context.now - timedelta(days=9)
    clerk = _as(replace(context, now=asked_at - timedelta(days=30)), people["clerk"], Role.CLERK, district)
    refs = [await plan(clerk, await _hours(context, district, days, ROOM, has_video=True)) for days in AHEAD]
    assistant = _as(clerk, people["official.okrug"], Role.OFFICIAL, okrug)
    await plan(assistant, await _hours(context, okrug, AHEAD_OKRUG, ROOM_OKRUG, has_video=False))
    for office, who, days in ((district, clerk, AHEAD), (okrug, assistant, (AHEAD_OKRUG,))):
        found = [await _working(context, each) for each in days]
        for quarter in sorted({quarter_of(each) for each in found}):
            await publish(who, Publish(agency=office.slug, day=quarter[0]))
    made = []
    for name, language, essence, priority, form in ASKED:
        wish = Book(
            reception=refs[0],
            essence=essence,
            language=language,
            priority=priority,
            form=form,
            is_recording_known=True,
        )
        made.append(await book(_as(replace(context, now=asked_at), people[name], Role.RESIDENT), wish))
    hours = await queries.hours(context, refs[0])
    first = Appoint(booking=made[0].ref, reception=hours.ref, slot_at=hours.slots[0])
    await appoint(_as(context, people["clerk"], Role.CLERK, district), first)


async def _past(context: Context, clerk: UUID) -> None:
    """The months that have ended, as far back as the rule goes: (office, published so many days before the quarter, months left out)."""
    for place, before, left_out in ((OBLAST, 6, 0), (DISTRICT, 8, 0), (OKRUG, -4, 1)):
        office = await agencies.office_at(context, place)
        if office is None:
            continue
        heads = await agencies.heads_of(context, [office.id])
        for month in _ended_months(context.today)[left_out:]:
            await _told(context, clerk, office, heads[office.id], month, before)


async def _told(
    context: Context, clerk: UUID, office: Agency, head: Appointment, month: date, before: int
) -> None:
    on = (await deadlines.working_calendar(context)).next_working(month + timedelta(days=9))
    published_on = min(quarter_of(on)[0] - timedelta(days=before), on - timedelta(days=1))
    then = replace(context, now=datetime.combine(published_on, time(11), ALMATY))
    who = _as(then, clerk, Role.CLERK, office)
    starts_at = datetime.combine(on, time(15), ALMATY)
    given = {
        "agency": office.slug,
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "slot_minutes": 20,
        **ROOM,
    }
    named = {"holder_name": head.holder_name, "post_kk": head.post_kk, "post_ru": head.post_ru}
    await plan(who, Plan.model_validate({**given, **named}))
    await publish(who, Publish(agency=office.slug, day=on))


def _ended_months(today: date) -> list[date]:
    """First days, the oldest first; four at most, and none before the rule was whole."""
    months = [(today.replace(day=1) - timedelta(days=1)).replace(day=1)]
    while len(months) < MONTHS_BACK:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return [each for each in reversed(months) if each >= FIRST_MONTH]


async def _working(context: Context, days: int) -> date:
    calendar = await deadlines.working_calendar(context)
    return calendar.next_working(context.today + timedelta(days=days))


async def _hours(
    context: Context, body: Agency, days: int, room: Mapping[str, str], *, has_video: bool
) -> Plan:
    starts_at = datetime.combine(await _working(context, days), time(15), ALMATY)
    given = {
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=2),
        "slot_minutes": 20,
        "has_video": has_video,
    }
    return Plan.model_validate({"agency": body.slug, **given, **room})


def _as(context: Context, person: UUID, role: Role, body: Agency | None = None) -> Context:
    actor = Actor(person, frozenset({Grant(role, body.id if body else None)}))
    return replace(context, actor=actor, address="")
