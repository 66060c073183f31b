"""The demo's neighbours: invented people who sign, each once, on different days and from different places."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hearing_state.actions import Context, by_law
from hearing_state.people.actions.register_visitor import RegisterVisitor, register_visitor
from hearing_state.permissions import SYSTEM, Actor, Grant, Role
from petitions.signing.actions.count import Count, count
from petitions.signing.actions.sign import Sign, sign

NEIGHBOURS = 54
_GIVEN = (
    "Айжан", "Бекзат", "Гүлмира", "Данияр", "Жанна", "Ерлан", "Қарлығаш", "Мұрат", "Назгүл", "Олжас", "Раушан", "Серік", "Тоқтар", "Ұлжан",
    "Шолпан", "Виктор", "Ольга", "Светлана",
)  # fmt: skip
_FAMILY = (
    "Әбдіров",
    "Бейсенов",
    "Жақыпов",
    "Касенов",
    "Ли",
    "Мұқанов",
    "Оразбаев",
    "Петров",
    "Рахимов",
    "Сапаров",
    "Төлегенов",
)
_HOMES = ("100000000", "100000000", "100000000", "", "750000000", "710000000")


async def neighbours(context: Context) -> list[UUID]:
    """Somebody new each: called once."""
    made = []
    for number in range(NEIGHBOURS):
        wish = RegisterVisitor(
            given_name=_GIVEN[number % len(_GIVEN)], family_name=_FAMILY[number % len(_FAMILY)], locale="kk"
        )
        made.append((await register_visitor(context, wish)).person_id)
    return made


async def gather(
    context: Context, key: str, people: list[UUID], at: datetime, comments: tuple[str, ...] = ()
) -> None:
    """They sign one after the other through three days, and are counted. ``comments``: of the last ones."""
    between = timedelta(days=3) / max(1, len(people))
    for number, person in enumerate(people):
        moment = min(at + number * between, context.now)
        left = len(people) - number - 1
        comment = comments[left] if left < len(comments) else ""
        home = _HOMES[number % len(_HOMES)]
        signer = Actor(person, frozenset({Grant(Role.RESIDENT)}))
        wish = Sign(petition=key, consent=True, place=home, comment=comment)
        # Told in one sitting from one place: the limits of an address are for living people.
        await sign(replace(context, actor=signer, now=moment, address=""), wish)
    counted = replace(context, actor=SYSTEM, now=min(at + timedelta(days=3, minutes=1), context.now))
    await by_law(counted, count, Count())
