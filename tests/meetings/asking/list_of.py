"""Short ways to what the tests of questions ahead need: a meeting, its askers, supporters, moderator and clerk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import FrozenClock
from hearing_state.db import rows
from hearing_state.ids import new_id
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from meetings.asking import order, queries
from meetings.asking.actions.ask_ahead import AskAhead, ask_ahead
from meetings.asking.actions.bundle import Bundle, bundle
from meetings.asking.actions.screen import Screen, screen
from meetings.asking.actions.support import Support, Supported, support
from meetings.asking.views import Shown
from meetings.schedule import queries as schedule
from meetings.schedule.actions.finish import Finish, finish
from meetings.schedule.actions.start import Start, start
from meetings.schedule.meeting import Meeting
from tests.meetings.registration.hall import resident
from tests.meetings.world import World, at_moment
from tests.support.contexts import NOON

LIGHT_KK = "Абай көшесіндегі жарық қашан жөнделеді?"
LIGHT_RU = "Когда починят освещение на улице Абая?"
ROAD_KK = "Мектепке баратын жол қысқа дейін тегістеле ме?"
WATER_KK = "Ауызсу құбыры неге жиі жарылады, қашан ауыстырылады?"
SECRET = "g" * 43
OTHER_SECRET = "h" * 43
REASON = "Ауызсу тақырыбы бірге қаралады, сондықтан кезегі ауысты."
GIVEN = {"language": "kk", "topic": "street_lighting"}


@dataclass
class ListOf:
    """One meeting's list. Days and hours as the meeting has them."""

    world: World
    meeting: Meeting
    moderator_id: UUID

    @property
    def moderator(self) -> Context:
        return self.world.as_("moderator", self.world.oblast.id, person_id=self.moderator_id)

    @property
    def clerk(self) -> Context:
        return self.world.clerk

    @property
    def in_the_room(self) -> Context:
        """The clerk half an hour after the meeting began."""
        return at_moment(self.world.clerk, self.meeting.starts_at.replace(minute=30))

    @property
    def afterwards(self) -> Context:
        return at_moment(self.world.clerk, self.meeting.ends_at)

    def who(self, person_id: UUID, at: datetime = NOON) -> Context:
        return at_moment(self.world.as_("resident", person_id=person_id), at)

    def guest(self, at: datetime = NOON) -> Context:
        return at_moment(self.world.visitor, at)

    async def ask(
        self, person_id: UUID | None = None, text: str = LIGHT_KK, *, at: datetime = NOON, **more: Any
    ) -> str:
        given = {**GIVEN, "meeting": self.meeting.ref, "text": text, **more}
        return (await ask_ahead(self.who(person_id or self.world.aigul, at), AskAhead(**given))).ref

    async def ask_as_guest(self, text: str = LIGHT_RU, secret: str = SECRET, **more: Any) -> str:
        given = {
            **GIVEN,
            "language": "ru",
            "meeting": self.meeting.ref,
            "text": text,
            "secret": secret,
            **more,
        }
        return (await ask_ahead(self.guest(), AskAhead(**given))).ref

    async def publish(self, *refs: str) -> None:
        for ref in refs:
            await screen(self.moderator, Screen(question=ref, verdict="publish"))

    async def published(self, person_id: UUID | None = None, text: str = LIGHT_KK, **more: Any) -> str:
        ref = await self.ask(person_id, text, **more)
        await self.publish(ref)
        return ref

    async def support(self, ref: str, *people: UUID) -> list[Supported]:
        return [await support(self.who(each), Support(question=ref)) for each in people]

    async def crowd(self, ref: str, many: int) -> list[UUID]:
        """So many new residents stand behind it."""
        people = [await resident(number) for number in range(many)]
        await self.support(ref, *people)
        return people

    async def bundle(self, *refs: str, **more: Any) -> None:
        await bundle(self.clerk, Bundle(meeting=self.meeting.ref, questions=refs, **more))

    async def order(self) -> list[str]:
        """The numbers of the leads, as the akim takes them."""
        placed = await order.open_lines(self.world.visitor, self.meeting.id)
        return [each.lead.ref for each in await queries.lines(self.world.visitor, placed)]

    async def shown(self, ref: str, context: Context | None = None, secret: str | None = None) -> Shown:
        return await queries.shown(context or self.world.visitor, ref, secret)

    async def begin(self) -> None:
        await start(at_moment(self.clerk, self.meeting.starts_at), Start(meeting=self.meeting.ref))
        self.meeting = await schedule.meeting(self.clerk, self.meeting.ref)

    async def end(self) -> None:
        await finish(self.afterwards, Finish(meeting=self.meeting.ref, attendance=37))
        self.meeting = await schedule.meeting(self.clerk, self.meeting.ref)

    def house(self, at: datetime = NOON) -> OpenHouse:
        return OpenHouse(self.world.system.settings, FrozenClock(at), None)  # type: ignore[arg-type]

    async def posted(self, at: datetime | None = None) -> None:
        """Everything that waits is told, and letters are carried into the mailbox."""
        await relay_for(self.house(at or NOON), parallel=1).drain()

    async def ticked(self, at: datetime) -> None:
        """The timetable looks once, and what it owes is done."""
        await relay_for(self.house(at), parallel=1).tick()


async def list_of(world: World, **more: Any) -> ListOf:
    return ListOf(world, await world.announced(**more), new_id())


async def letters() -> list[tuple[UUID, str]]:
    """(who, which letter), in the order in which they were meant."""
    found = await rows(
        "SELECT person_id, template FROM notifications_notification WHERE template LIKE 'meetings/asking/%' ORDER BY queued_at, id"
    )
    return [(each["person_id"], each["template"].rpartition("/")[2]) for each in found]
