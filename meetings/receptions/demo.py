"""Receptions of the demo: hours of the district's head this quarter and the next, and requests in several states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.clock import day_of, local
from hearing_state.permissions import Actor, Grant, Role
from meetings.receptions import queries
from meetings.receptions.actions.appoint import Appoint, appoint
from meetings.receptions.actions.book import Book, book
from meetings.receptions.actions.plan import Plan, plan
from meetings.receptions.actions.publish import Publish, publish
from meetings.receptions.booking import Form, Priority

ROOM = {"room_kk": "Аудан әкімдігі, 2-қабат, 204-бөлме", "room_ru": "Акимат района, 2 этаж, кабинет 204"}
ROOM_OKRUG = {"room_kk": "Ауылдық округ әкімінің аппараты", "room_ru": "Аппарат акима сельского округа"}
ASKED = (
    ("aigul", "kk", "Жер телімін рәсімдеу үш айдан бері созылып жатыр, нақты жауап алғым келеді.", Priority.SMALL_CHILDREN, Form.IN_PERSON),
    ("marina", "ru", "Прошу принять по вопросу очереди на жильё: документы сданы в прошлом году.", Priority.NONE, Form.VIDEO),
    ("yerbol", "kk", "Ауылдағы жайылым дауы туралы: құдық пен жол мәселесін бетпе-бет айтқым келеді.", Priority.PENSIONER, Form.IN_PERSON),
)  # fmt: skip


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    district, okrug = await agencies.office_at(context, DISTRICT), await agencies.office_at(context, OKRUG)
    if district is None or okrug is None:
        return
    asked_at = context.now - timedelta(days=9)
    clerk = _as(replace(context, now=asked_at - timedelta(days=30)), people["clerk"], Role.CLERK, district)
    refs = [
        await plan(clerk, _hours(district, context.now, days, ROOM, has_video=True)) for days in (6, 34, 62)
    ]
    assistant = _as(clerk, people["official.okrug"], Role.OFFICIAL, okrug)
    await plan(assistant, _hours(okrug, context.now, 12, ROOM_OKRUG, has_video=False))
    for office, who in ((district, clerk), (okrug, assistant)):
        for day in sorted(
            {_quarter_key(context, days) for days in ((6, 34, 62) if office is district else (12,))}
        ):
            await publish(who, Publish(agency=office.slug, day=day_of(context.now + timedelta(days=day))))
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


def _quarter_key(context: Context, days: int) -> int:
    """One day for each quarter in which hours lie."""
    there = local(context.now) + timedelta(days=days)
    firsts = [
        each
        for each in (6, 12, 34, 62)
        if _quarter(local(context.now) + timedelta(days=each)) == _quarter(there)
    ]
    return min(firsts)


def _quarter(moment: datetime) -> tuple[int, int]:
    return moment.year, (moment.month - 1) // 3


def _hours(body: Agency, now: datetime, days: int, room: Mapping[str, str], *, has_video: bool) -> Plan:
    starts_at = (local(now) + timedelta(days=days)).replace(hour=15, minute=0, second=0, microsecond=0)
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
