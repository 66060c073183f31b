"""The demo map with its offices, and meetings in every state, made through the same actions as everything."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx2

from hearing_state.actions import Context
from hearing_state.agencies.actions.appoint import Appoint, appoint
from hearing_state.agencies.agency import Agency, Post
from hearing_state.clock import ALMATY
from hearing_state.db import value
from hearing_state.people.person import Step
from hearing_state.people.sessions import open_session
from hearing_state.permissions import Actor, Grant, Role
from meetings.schedule import queries
from meetings.schedule.actions.announce import Announce, announce
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.actions.schedule import Schedule, schedule
from meetings.schedule.actions.start import Start, start
from meetings.schedule.meeting import Meeting
from tests.agencies.country import ABAI_DISTRICT, ABAI_OBLAST, QARAAUYL, QARAAUYL_OKRUG, mapped, office
from tests.questions.world import person
from tests.support.contexts import NOON, AsRole

TITLE_KK = "Қарауыл ауылының тұрғындарымен кездесу"
TITLE_RU = "Встреча с жителями села Карааул"


def hour(day: str, time: str = "18:00") -> datetime:
    """An hour as clocks in Kazakhstan show it: ``hour("2026-12-15")`` is six in the evening."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ALMATY)


@dataclass
class World:
    as_: AsRole
    okrug: Agency
    district: Agency
    oblast: Agency
    aigul: UUID
    daulet: UUID
    akim: UUID
    secretary: UUID

    @property
    def system(self) -> Context:
        return self.as_("system")

    @property
    def resident(self) -> Context:
        return self.as_("resident", person_id=self.aigul)

    @property
    def neighbour(self) -> Context:
        return self.as_("resident", person_id=self.daulet)

    @property
    def visitor(self) -> Context:
        return self.as_("visitor")

    @property
    def clerk(self) -> Context:
        """Of the okrug's office: organiser and secretary of its meetings."""
        return self.as_("clerk", self.okrug.id, person_id=self.secretary)

    @property
    def head(self) -> Context:
        return self.as_("head", self.okrug.id, person_id=self.akim)

    @property
    def administrator(self) -> Context:
        return self.as_("administrator", self.oblast.id)

    async def planned(self, day: str = "2026-12-15", time: str = "18:00", **more: Any) -> Meeting:
        """In the public calendar, not announced yet: the okrug's akim with the people of Қарауыл."""
        given = {
            "agency": self.okrug.slug, "place": QARAAUYL, "kind": "extra", "mode": "online", "starts_at": hour(day, time), "minutes": 90,
            "title_kk": TITLE_KK, "title_ru": TITLE_RU, "reason": "Тұрғындардың өтініші бойынша.", **more,
        }  # fmt: skip
        made = await schedule(self.clerk, Schedule(**given))
        return await queries.meeting(self.clerk, made.ref)

    async def announced(self, day: str = "2026-12-15", time: str = "18:00", **more: Any) -> Meeting:
        found = await self.planned(day, time, **more)
        await announce(self.clerk, Announce(meeting=found.ref))
        return await queries.meeting(self.clerk, found.ref)

    async def live(self, day: str = "2026-12-15", time: str = "18:00", **more: Any) -> Meeting:
        found = await self.announced(day, time, **more)
        await start(at_moment(self.clerk, found.starts_at), Start(meeting=found.ref))
        return await queries.meeting(self.clerk, found.ref)

    async def held(self, day: str = "2026-12-15", time: str = "18:00", **more: Any) -> Meeting:
        found = await self.live(day, time, **more)
        await finish(at_moment(self.clerk, found.ends_at), Finish(meeting=found.ref, attendance=37))
        return await queries.meeting(self.clerk, found.ref)


def at_moment(context: Context, now: datetime) -> Context:
    """The same person at another moment."""
    return replace(context, now=now)


def later(context: Context, **by: float) -> Context:
    """The same person so much later: ``later(context, days=3)``."""
    return replace(context, now=context.now + timedelta(**by))


def signed_in(
    context: Context, person_id: UUID, role: Role = Role.RESIDENT, agency: UUID | None = None
) -> Context:
    return replace(context, actor=Actor(person_id, frozenset({Grant(role, agency)})))


async def world(as_: AsRole, *, with_akim: bool = True) -> World:
    """``with_akim=False`` where the demo appoints its own."""
    system = as_("system", at=NOON)
    await mapped(system)
    made = World(
        as_,
        okrug=await office(system, QARAAUYL_OKRUG),
        district=await office(system, ABAI_DISTRICT),
        oblast=await office(system, ABAI_OBLAST),
        aigul=await person("Айгүл", "Сәтбаева"),
        daulet=await person("Дәулет", "Жүнісов"),
        akim=await person("Бауыржан", "Омаров"),
        secretary=await person("Айнұр", "Тілеуова"),
    )
    if with_akim:
        posts = {"post_kk": "Әкім", "post_ru": "Аким", "post_en": "Akim"}
        wish = Appoint(
            agency=made.okrug.slug,
            role=Post.HEAD,
            holder_name="Бауыржан Омаров",
            person_id=made.akim,
            from_on=NOON.date(),
            **posts,
        )
        await appoint(system, wish)
    return made


async def sits_down(client: httpx2.AsyncClient, context: Context, user_name: str) -> None:
    """A member of the demo's staff signs in anew at this browser: a session does not outlast the days a test jumps over."""
    person_id = await value("SELECT person_id FROM people_staff_credential WHERE user_name = $1", user_name)
    client.cookies.set("hs_session", await open_session(context, person_id, Step.PASSWORD_TOTP, ""))
