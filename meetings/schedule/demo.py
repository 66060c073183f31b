"""The demo's calendar, told through the actions at the moments when people acted. Days are counted from today; a day on
which nobody works becomes the next that is worked. Other rooms' demos find a meeting by ``refs``:

============  =======  ==================================================================================
name          day      what
============  =======  ==================================================================================
water          -75     okrug, online, Қараауыл ауылы: held, 64 took part
oblast         -55     oblast in the Abai district, hybrid: held, 212
school         -40     okrug, hybrid, Қараауыл ауылы: held, 51
health         -32     Minister of health care, online, the whole country: held, 1840
district       -25     district, online, Қараауыл okrug: held, 88
arqat          -19     Арқат okrug, hall, Арқат ауылы: held, 39
winter         -12     okrug, online, Қараауыл ауылы: held, 47; its results are still owed
unwritten       -4     Қасқабұлақ okrug, hall: over, nobody wrote down that it was held
waste           +1     okrug, online, Қараауыл ауылы: announced
tension         +2     Арқат okrug, hybrid: at social tension, announced at once
medeu           +5     Медеу district of Almaty, hall: announced
village         +9     okrug, hybrid, 120 seats, Қараауыл ауылы: announced, open to registration
semei          +12     city of Semei, hybrid: announced
report         +16     district, hall with 8 seats, Қараауыл okrug: announced
transport      +20     Minister of transport, online, the whole country: announced
pasture        +24     okrug, online: announced for +21, moved
qasqabulaq     +23     district, online, Қасқабұлақ okrug: announced
youth          +29     okrug, online: announced and cancelled
next           +41     district, online, Арқат okrug: planned, not announced yet
spring         +62     oblast in the Abai district, online: planned
============  =======  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.agency import Agency
from hearing_state.agencies.demo import DISTRICT, OBLAST, OKRUG
from hearing_state.clock import ALMATY
from hearing_state.db import rows, value
from hearing_state.deadlines import queries as deadlines
from hearing_state.permissions import Actor, Grant, Role
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.cancel import Cancel, cancel
from meetings.schedule.actions.change import Change, change
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.actions.move import Move, move
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.actions.start import Start, start

VILLAGE = "103230100"
ARQAT, QASQABULAQ = "103235000", "103239000"
HEALTH, TRANSPORT = "ministry-of-healthcare", "ministry-of-transport"
HALL = {"address_kk": "Қараауыл ауылы, Мәдениет үйі, Абай көшесі, 12", "address_ru": "с. Карааул, Дом культуры, ул. Абая, 12", "seats": 120}  # fmt: skip
DISTRICT_HALL = {"address_kk": "Аудан әкімдігінің мәжіліс залы, Құнанбай көшесі, 1", "address_ru": "Зал заседаний акимата района, ул. Кунанбая, 1", "seats": 8}  # fmt: skip
CLUB = {"address_kk": "Ауылдық клуб, Бейбітшілік көшесі, 5", "address_ru": "Сельский клуб, ул. Бейбитшилик, 5", "seats": 90}  # fmt: skip
CITY_HALL = {"address_kk": "«Достық» үйі, Абай даңғылы, 40", "address_ru": "Дом «Достык», пр. Абая, 40", "seats": 350}  # fmt: skip
JOIN = {
    "join_kk": "Телефонмен: 8 800 080 12 12, код 4417 (қоңырау тегін). Байланыс нашар болса, суретті өшіріп, тек дыбыспен қатысыңыз. Ауылдық кітапханада тыңдау пункті ашық.",
    "join_ru": "По телефону: 8 800 080 12 12, код 4417 (звонок бесплатный). При слабой связи выключите изображение и участвуйте только со звуком. В сельской библиотеке открыт пункт прослушивания.",
}
WISHED = "Тұрғындардың өтініші бойынша. По просьбе жителей."
SNOW = "Боранға байланысты жол жабық. Дорога закрыта из-за бурана."
EXAMS = (
    "Осы күні мектепте емтихан өтеді, басқа күн хабарланады. В этот день в школе экзамены, объявим другой."
)
FLOOD = "Су құбырындағы апат, ауыл үш күн сусыз қалды. Авария на водопроводе, село три дня без воды."


@dataclass(frozen=True)
class Told:
    """``body``: a place whose akim's office it is, or a body's address. ``after``: what became of it."""

    name: str
    body: str
    place: str | None
    day: int
    hour: time
    mode: str
    kk: str
    ru: str
    topic: str | None = None
    kind: str = "extra"
    after: str = "announced"
    came: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)


MEETINGS = (
    Told("water", OKRUG, VILLAGE, -75, time(18), "online", "Қараауыл ауылы: су құбыры және көше жарығы", "Село Карааул: водопровод и уличное освещение", "water_supply", after="held", came=64, more=JOIN),
    Told("oblast", OBLAST, DISTRICT, -55, time(15), "hybrid", "Облыс әкімінің Абай ауданының тұрғындарымен кездесуі", "Встреча акима области с жителями Абайского района", after="held", came=212, more=DISTRICT_HALL | {"seats": 200}),
    Told("school", OKRUG, VILLAGE, -40, time(18, 30), "hybrid", "Қараауыл ауылы: мектеп асханасы және жол", "Село Карааул: школьная столовая и дорога", "schools", after="held", came=51, more=HALL),
    Told("health", HEALTH, None, -32, time(11), "online", "Денсаулық сақтау министрінің халықпен кездесуі: ауылдағы дәрігерлер", "Встреча министра здравоохранения с населением: врачи в селе", "health_care", after="held", came=1840),
    Told("district", DISTRICT, OKRUG, -25, time(17), "online", "Аудан әкімінің Қараауыл ауылдық округінің тұрғындарымен кездесуі", "Встреча акима района с жителями Карааульского сельского округа", after="held", came=88, more=JOIN),
    Told("arqat", ARQAT, "103235100", -19, time(17), "hall", "Арқат ауылы: жайылым және мал дәрігері", "Село Архат: пастбища и ветеринар", "agriculture", after="held", came=39, more=CLUB),
    Told("winter", OKRUG, VILLAGE, -12, time(18), "online", "Қараауыл ауылы: қысқа дайындық", "Село Карааул: подготовка к зиме", "heating", after="held", came=47, more=JOIN),
    Told("unwritten", QASQABULAQ, "103239100", -4, time(17), "hall", "Қасқабұлақ ауылының тұрғындарымен кездесу", "Встреча с жителями села Каскабулак", more=CLUB),
    Told("waste", OKRUG, VILLAGE, 1, time(18), "online", "Қараауыл ауылы: қоқыс шығару және тазалық", "Село Карааул: вывоз мусора и чистота", "waste", more=JOIN),
    Told("tension", ARQAT, "103235100", 2, time(19), "hybrid", "Арқат ауылы: су құбырындағы апат", "Село Архат: авария на водопроводе", "water_supply", "tension", more=CLUB | JOIN),
    Told("medeu", "751710000", "751710000", 5, time(18, 30), "hall", "Медеу ауданы: аулалар мен автотұрақтар", "Медеуский район: дворы и парковки", "public_spaces", more=CITY_HALL | {"seats": 300}),
    Told("village", OKRUG, VILLAGE, 9, time(18, 30), "hybrid", "Қараауыл ауылының тұрғындарымен кездесу", "Встреча с жителями села Карааул", more=HALL | JOIN),
    Told("semei", "101000000", "101010000", 12, time(18), "hybrid", "Семей қаласы: қоғамдық көлік және аялдамалар", "Город Семей: общественный транспорт и остановки", "public_transport", more=CITY_HALL | JOIN),
    Told("report", DISTRICT, OKRUG, 16, time(15), "hall", "Аудан әкімінің есебі және тұрғындардың сұрақтары", "Отчёт акима района и вопросы жителей", more=DISTRICT_HALL),
    Told("transport", TRANSPORT, None, 20, time(11), "online", "Көлік министрінің халықпен кездесуі: жолдар мен автобустар", "Встреча министра транспорта с населением: дороги и автобусы", "roads", more=JOIN),
    Told("pasture", OKRUG, VILLAGE, 21, time(18), "online", "Қараауыл ауылы: жайылым және мал бағу", "Село Карааул: пастбища и выпас скота", "agriculture", after="moved", more=JOIN),
    Told("qasqabulaq", DISTRICT, QASQABULAQ, 23, time(18), "online", "Аудан әкімінің Қасқабұлақ ауылдық округінің тұрғындарымен кездесуі", "Встреча акима района с жителями Каскабулакского сельского округа", more=JOIN),
    Told("youth", OKRUG, VILLAGE, 29, time(17), "online", "Қараауыл ауылы: жастармен кездесу", "Село Карааул: встреча с молодёжью", "employment", after="cancelled", more=JOIN),
    Told("next", DISTRICT, ARQAT, 41, time(18), "online", "Аудан әкімінің Арқат ауылдық округінің тұрғындарымен кездесуі", "Встреча акима района с жителями Архатского сельского округа", after="planned"),
    Told("spring", OBLAST, DISTRICT, 62, time(15), "online", "Облыс әкімінің Абай ауданының тұрғындарымен кездесуі", "Встреча акима области с жителями Абайского района", after="planned"),
)  # fmt: skip
PLANNED_BEFORE = timedelta(days=30)
ANNOUNCED_BEFORE = timedelta(days=15)
MOVED_BY = 3
MINUTES = 90


async def load(context: Context, people: Mapping[str, UUID]) -> Mapping[str, str]:
    """Name -> reference. Nothing is told where there are meetings already."""
    if not await value("SELECT 1 FROM schedule_meeting LIMIT 1"):
        for told in MEETINGS:
            await _tell(context, people, told)
    return await refs(context)


async def refs(context: Context) -> Mapping[str, str]:
    """The demo's meetings by their names, as the table above has them."""
    del context
    sql = "SELECT DISTINCT ON (title_kk) title_kk, ref FROM schedule_meeting ORDER BY title_kk, created_at"
    known = {each["title_kk"]: each["ref"] for each in await rows(sql)}
    spring = "SELECT max(ref) FROM schedule_meeting WHERE title_kk = $1"
    found = {told.name: known[told.kk] for told in MEETINGS if told.kk in known}
    if "spring" in found:  # the oblast meets the same district twice
        found["spring"] = await value(spring, MEETINGS[-1].kk)
    return found


async def _tell(context: Context, people: Mapping[str, UUID], told: Told) -> None:
    body = await _body(context, told.body)
    starts_at = await _moment(context, told.day, told.hour)
    planned_at = min(context.now, starts_at) - PLANNED_BEFORE
    # Told in one sitting: one clerk of the demo stands in for the clerks of all offices.
    actor = Actor(people["clerk"], frozenset({Grant(Role.CLERK, body.id)}), name="clerk")
    clerk = replace(context, actor=actor, address="")
    made = await schedule(replace(clerk, now=planned_at), _wish(body, told, starts_at))
    if "join_kk" in told.more:
        await change(replace(clerk, now=planned_at + timedelta(minutes=20)), _details(made.ref, told))
    if told.after == "planned":
        return
    is_sudden = told.kind == "tension"
    announced_at = (
        context.now - timedelta(hours=3) if is_sudden else min(context.now, starts_at) - ANNOUNCED_BEFORE
    )
    await announce(replace(clerk, now=announced_at), Announce(meeting=made.ref))
    await _go_on(clerk, made.ref, told, starts_at)


async def _go_on(clerk: Context, ref: str, told: Told, starts_at: datetime) -> None:
    if told.after == "held":
        await start(replace(clerk, now=starts_at + timedelta(minutes=2)), Start(meeting=ref))
        ended = replace(clerk, now=starts_at + timedelta(minutes=MINUTES + 4))
        await finish(ended, Finish(meeting=ref, attendance=told.came))
    elif told.after == "moved":
        later = await _moment(clerk, told.day + MOVED_BY, told.hour)
        wish = Move(meeting=ref, starts_at=later, minutes=MINUTES, reason=SNOW)
        await move(replace(clerk, now=clerk.now - timedelta(hours=20)), wish)
    elif told.after == "cancelled":
        await cancel(replace(clerk, now=clerk.now - timedelta(days=2)), Cancel(meeting=ref, reason=EXAMS))


def _wish(body: Agency, told: Told, starts_at: datetime) -> Schedule:
    hall = {name: told.more[name] for name in HALL if name in told.more}
    return Schedule.model_validate({
        "agency": body.slug, "place": told.place, "kind": told.kind, "mode": told.mode, "starts_at": starts_at, "minutes": MINUTES,
        "title_kk": told.kk, "title_ru": told.ru, "topic": told.topic, **_spoken(told),
        "reason": FLOOD if told.kind == "tension" else WISHED, **hall,
    })  # fmt: skip


def _details(ref: str, told: Told) -> Change:
    """How to take part, written down before it is announced."""
    return Change.model_validate({
        "meeting": ref, "mode": told.mode, "title_kk": told.kk, "title_ru": told.ru, "topic": told.topic, **_spoken(told),
        **told.more,
    })  # fmt: skip


def _spoken(told: Told) -> dict[str, tuple[str, ...]]:
    """Villages speak Kazakh and are interpreted; cities, oblasts and ministries speak both languages."""
    if told.body in (OKRUG, ARQAT, QASQABULAQ, DISTRICT):
        return {"languages": ("kk",), "interpretation": ("ru",)}
    return {"languages": ("kk", "ru"), "interpretation": ()}


async def _body(context: Context, where: str) -> Agency:
    found = await agencies.office_at(context, where) if where.isdigit() else None
    return found or await agencies.by_slug(context, where)


async def _moment(context: Context, days: int, hour: time) -> datetime:
    """That hour on a day that is worked."""
    known = await deadlines.working_calendar(context)
    on = context.today + timedelta(days=days)
    while not (known.day(on).works if known.from_on <= on <= known.until_on else _is_weekday(on)):
        on += timedelta(days=1)
    return datetime.combine(on, hour, ALMATY)


def _is_weekday(on: date) -> bool:
    return on.isoweekday() <= 5  # noqa: PLR2004  Friday
