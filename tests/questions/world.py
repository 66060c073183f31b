"""A village with its akims' offices, a resident who asks, officials who answer: short ways to what the tests need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.agencies.agency import Agency
from hearing_state.clock import ALMATY
from hearing_state.db import execute
from hearing_state.ids import new_id
from hearing_state.permissions import Actor, Grant, Role
from hearing_state.questions.actions.answer import Answer, answer
from hearing_state.questions.actions.ask import Ask, Slip, ask
from hearing_state.questions.actions.screen import Screen, screen
from hearing_state.questions.actions.take import Take, take
from hearing_state.questions.publishing import Answered, PointSaid
from hearing_state.questions.question import Outcome
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG, mapped, office
from tests.support.contexts import AsRole

TITLE = "Қараауыл ауылында көше жарығы қашан жанады?"
TEXT = "Абай көшесінде бір айдан бері шам жанбайды, балалар мектептен қараңғыда қайтады."
POINTS = ("Шамдар қашан жөнделеді?", "Оған кім жауапты?", "Жаңа бағандар орнатыла ма?")
LAW = "ӘРПК 89-бап"
COMPLAINT = "Жауапқа үш ай ішінде жоғары тұрған органға шағым беруге болады (ӘРПК 91, 92)."
REPLY = "Шамдар 1 желтоқсанға дейін жөнделеді, жұмыс кестесі бекітілді."


def at(day: str, hour: int = 12, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ALMATY)


@dataclass(frozen=True)
class World:
    """Contexts stand at Monday noon, 23 November 2026; ``on(context, day)`` moves one."""

    as_: AsRole
    okrug: Agency
    district: Agency
    oblast: Agency
    aigul: UUID
    erlan: UUID
    saule: UUID
    head: UUID
    moderator_id: UUID

    @property
    def resident(self) -> Context:
        return self.as_("resident", person_id=self.aigul)

    @property
    def stranger(self) -> Context:
        return self.as_("resident")

    @property
    def neighbour(self) -> Context:
        """A resident like any other, always the same."""
        return self.as_("resident", person_id=self.head)

    @property
    def visitor(self) -> Context:
        return self.as_("visitor")

    @property
    def official(self) -> Context:
        return self.as_("official", self.okrug.id, person_id=self.erlan)

    @property
    def second_official(self) -> Context:
        return self.as_("official", self.okrug.id, person_id=self.saule)

    @property
    def akim(self) -> Context:
        return self.as_("head", self.okrug.id, person_id=self.head)

    @property
    def moderator(self) -> Context:
        return self.as_("moderator", self.oblast.id, person_id=self.moderator_id)

    def official_of(self, body: Agency) -> Context:
        return self.as_("official", body.id)

    async def ask(self, context: Context | None = None, **more: Any) -> Slip:
        given = {
            "title": TITLE, "text": TEXT, "points": POINTS, "language": "kk", "place": QARAAUYL, "topic": "street_lighting",
            "agency": self.okrug.id, "is_public": True, "consent": True, **more,
        }  # fmt: skip
        return await ask(context or self.resident, Ask(**given))

    async def published(self, **more: Any) -> str:
        slip = await self.ask(**more)
        await screen(self.moderator, Screen(question=slip.ref, verdict="publish"))
        return slip.ref

    async def taken(self, **more: Any) -> str:
        ref = await self.published(**more)
        await take(self.official, Take(question=ref))
        return ref

    async def answered(self, **more: Any) -> str:
        ref = await self.taken(**more)
        await self.answer(ref)
        return ref

    async def answer(self, ref: str, context: Context | None = None, **more: Any) -> Answered:
        return await answer(context or self.official, Answer(**said(ref, **more)))


def said(ref: str, numbers: tuple[int, ...] = (1, 2, 3), **more: Any) -> dict[str, Any]:
    """A complete answer to the points."""
    points = tuple(
        PointSaid(number=n, outcome=Outcome.ANSWERED, text=f"{n}-тармаққа жауап.") for n in numbers
    )
    return {
        "question": ref, "language": "kk", "text": REPLY, "law": LAW, "complaint": COMPLAINT, "points": points, **more,
    }  # fmt: skip


def on(context: Context, day: str, hour: int = 12) -> Context:
    """The same person on another day."""
    return replace(context, now=at(day, hour))


def both(context: Context, *grants: Grant) -> Context:
    """The same person with more roles."""
    return replace(context, actor=Actor(context.actor.person_id, context.actor.grants | set(grants)))


async def person(given: str, family: str) -> UUID:
    person_id = new_id()
    await execute(
        "INSERT INTO people_person (id, kind, given_name, family_name, locale, made_at) VALUES ($1, 'resident', $2, $3, 'kk', now())",
        person_id,
        given,
        family,
    )
    return person_id


async def world(as_: AsRole) -> World:
    system = as_("system")
    await mapped(system)
    return World(
        as_,
        okrug=await office(system, QARAAUYL_OKRUG),
        district=await office(system, ABAI_DISTRICT),
        oblast=await office(system, ABAI_OBLAST),
        aigul=await person("Айгүл", "Сәтбаева"),
        erlan=await person("Ерлан", "Жұмабаев"),
        saule=await person("Сәуле", "Омарова"),
        head=await person("Берік", "Әлімов"),
        moderator_id=await person("Дана", "Қасымова"),
    )


RESIDENT = Grant(Role.RESIDENT)
