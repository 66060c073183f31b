"""The demo's people take part in the meetings ahead: a village hall with wishes and a listening point, a full hall with a wait list.

``village``: in the hall and online, two listening points, one of them waiting for the organiser. ``report``: eight seats, twelve people.
``waste`` and ``transport``: online. Nothing where somebody has registered already.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies import queries as agencies
from hearing_state.agencies.demo import DISTRICT, OKRUG
from hearing_state.db import value
from hearing_state.people.actions.register_visitor import RegisterVisitor as WriteDown
from hearing_state.people.actions.register_visitor import register_visitor as write_down
from hearing_state.permissions import Actor, Grant, Role
from meetings.registration.actions.decide_point import DecidePoint, decide_point
from meetings.registration.actions.register import Register, register
from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.registration.actions.register_visitor import RegisterVisitor, register_visitor
from meetings.registration.entry import Mode, Need
from meetings.schedule.demo import VILLAGE, refs

# Came to the service centre; wanted to hear the akim's report.
VISITORS = (
    ("Күләш", "Бекова", (Need.HEARING_LOOP,), "Құлағым нашар естиді, алдыңғы қатарға отырсам деймін."),
    ("Төлеген", "Мұқанов", (Need.STEP_FREE,), "Арбамен келемін, жанымда ұлым болады."),
    ("Гүлнар", "Есімова", (Need.CHILDRENS_CORNER,), ""),
    ("Серік", "Оразбаев", (), ""),
    ("Нұрлан", "Кәрімов", (), ""),
    ("Людмила", "Шевченко", (Need.INTERPRETATION_RU,), "Плохо понимаю по-казахски, нужен перевод."),
    ("Бақыт", "Сейітов", (Need.LARGE_PRINT,), ""),
    ("Айнұр", "Жақсыбекова", (), ""),
    ("Ерлан", "Түсіпов", (), ""),
)
RESIDENTS: tuple[tuple[str, str, Mode, tuple[Need, ...], str], ...] = (
    ("daulet", "village", Mode.HALL, (), ""),
    ("marina", "village", Mode.ONLINE, (Need.INTERPRETATION_RU, Need.CAPTIONS), ""),
    ("aigul", "village", Mode.HALL, (Need.CHILDRENS_CORNER,), "Екі балам бірге келеді."),
    ("yerbol", "report", Mode.HALL, (), ""),
    ("daulet", "report", Mode.HALL, (), ""),
    ("aigul", "report", Mode.HALL, (), ""),
    ("aigul", "waste", Mode.ONLINE, (), ""),
    ("james", "transport", Mode.ONLINE, (Need.INTERPRETATION_EN,), ""),
    ("marina", "transport", Mode.ONLINE, (), ""),
)
AGO = timedelta(hours=30)
BETWEEN = timedelta(minutes=50)


async def load(context: Context, people: Mapping[str, UUID]) -> None:
    if await value("SELECT 1 FROM registration_entry LIMIT 1"):
        return
    known = await refs(context)
    await _visitors(context, people["operator"], known["report"])
    for number, (who, meeting, mode, wishes, note) in enumerate(RESIDENTS):
        resident = _as(context, people[who], Grant(Role.RESIDENT), who)
        at = context.now - AGO + (number + len(VISITORS)) * BETWEEN
        wish = Register(meeting=known[meeting], mode=mode, wishes=wishes, note=note)
        await register(replace(resident, now=at), wish)
    await _points(context, people, known["village"])


async def _visitors(context: Context, operator_id: UUID, meeting: str) -> None:
    office = await agencies.office_at(context, DISTRICT)
    operator = _as(context, operator_id, Grant(Role.OPERATOR, office.id if office else None), "operator")
    for number, (given, family, wishes, note) in enumerate(VISITORS):
        at = replace(operator, now=context.now - AGO + number * BETWEEN)
        guest = await write_down(at, WriteDown(given_name=given, family_name=family))
        wish = RegisterVisitor(
            meeting=meeting, person=guest.person_id, mode=Mode.HALL, wishes=wishes, note=note
        )
        await register_visitor(at, wish)


async def _points(context: Context, people: Mapping[str, UUID], meeting: str) -> None:
    """The library is confirmed and found by everybody; the school waits for the organiser."""
    library = RegisterPoint(
        meeting=meeting,
        name="Ауылдық кітапхана",
        address="Абай көшесі, 7, оқу залы",
        place=VILLAGE,
        headcount=35,
        is_listed=True,
    )
    school = RegisterPoint(
        meeting=meeting,
        name="Шәкәрім атындағы мектептің акт залы",
        address="Шәкәрім көшесі, 21",
        place=VILLAGE,
        headcount=60,
        is_listed=True,
        note="Мектептің интернеті бар, динамик керек.",
    )
    made = await register_point(_as(context, people["yerbol"], Grant(Role.RESIDENT), "yerbol"), library)
    await register_point(_as(context, people["daulet"], Grant(Role.RESIDENT), "daulet"), school)
    office = await agencies.office_at(context, OKRUG)
    official = _as(
        context,
        people["official.okrug"],
        Grant(Role.OFFICIAL, office.id if office else None),
        "official.okrug",
    )
    await decide_point(official, DecidePoint(entry=made.entry, is_confirmed=True))


def _as(context: Context, person_id: UUID, grant: Grant, name: str) -> Context:
    return replace(context, actor=Actor(person_id, frozenset({grant}), name=name), address="")
