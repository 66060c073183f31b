"""Short ways to what the tests of taking part need: meetings with a hall, people with an address, letters that went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hearing_state.actions import Context
from hearing_state.clock import FrozenClock
from hearing_state.db import execute, rows
from hearing_state.ids import new_id
from hearing_state.main.house import OpenHouse
from hearing_state.main.worker import relay_for
from hearing_state.settings import Settings
from meetings.registration.actions.register import Register, Registered, register
from meetings.registration.actions.register_point import RegisterPoint, register_point
from meetings.registration.actions.unregister import Unregister, unregister
from meetings.schedule.meeting import Meeting
from tests.agencies.country import QARAAUYL
from tests.meetings.world import World, at_moment
from tests.questions.world import person
from tests.support.contexts import NOON

REASON = "Жолды қар басып қалды, жету мүмкін емес."
ADDRESS = {"address_kk": "Мәдениет үйі, Абай көшесі 1", "address_ru": "Дом культуры, улица Абая 1"}


@dataclass
class Hall:
    world: World

    async def meeting(self, day: str = "2026-12-15", *, mode: str = "hybrid", **more: Any) -> Meeting:
        return await self.world.announced(day, mode=mode, **{**ADDRESS, **more})

    def who(self, person_id: UUID, at: datetime = NOON) -> Context:
        return at_moment(self.world.as_("resident", person_id=person_id), at)

    async def register(
        self, meeting: Meeting, person_id: UUID, mode: str = "hall", *, at: datetime = NOON, **more: Any
    ) -> Registered:
        return await register(self.who(person_id, at), Register(meeting=meeting.ref, mode=mode, **more))

    async def withdraw(self, made: Registered, person_id: UUID, at: datetime = NOON) -> None:
        await unregister(self.who(person_id, at), Unregister(entry=made.entry))

    async def point(self, meeting: Meeting, who: Context, **more: Any) -> Registered:
        given = {
            "name": "Мектеп залы",
            "address": "Мектеп көшесі 5",
            "place": QARAAUYL,
            "headcount": 40,
            "is_listed": True,
            **more,
        }
        return await register_point(who, RegisterPoint(meeting=meeting.ref, **given))

    async def people(self, number: int, *, contact: str = "email") -> list[UUID]:
        """So many residents of the okrug, each with an address."""
        return [await resident(n, contact) for n in range(number)]

    def house(self, at: datetime = NOON) -> OpenHouse:
        return self.house_of(self.world.system.settings, at)

    @staticmethod
    def house_of(settings: Settings, at: datetime = NOON) -> OpenHouse:
        """For a relay that works by real listeners; ``house.clock`` is moved by ``put``."""
        return OpenHouse(settings, FrozenClock(at), None)  # type: ignore[arg-type]


async def resident(number: int = 0, contact: str = "email", given: str = "Тұрғын") -> UUID:
    made = await person(given, f"Т{number}")
    address = f"resident{number}.{made.hex[-6:]}@example.kz" if contact == "email" else f"+7701{number:07d}"
    await execute(
        "INSERT INTO people_contact (id, person_id, channel, address, address_digest, made_at, confirmed_at)"
        " VALUES ($1, $2, $3, $4, $5, now(), now())",
        new_id(), made, contact, address, made.bytes + made.bytes,
    )  # fmt: skip
    return made


async def posted(house: OpenHouse) -> None:
    """Everything that waits is told, and letters are carried into the mailbox."""
    await relay_for(house, parallel=1).drain()


async def ticked(house: OpenHouse) -> None:
    """The timetable looks once, and what it owes is done."""
    await relay_for(house, parallel=1).tick()


async def letters(template: str = "") -> list[dict[str, Any]]:
    """What lies in the mailbox, the oldest first, with the person to whom it went."""
    return await rows(
        "SELECT n.person_id, n.template, b.channel, b.subject, b.text FROM notifications_mailbox b"
        " JOIN notifications_notification n ON n.message_id = b.message_id WHERE ($1 = '' OR n.template = $1) ORDER BY b.laid_at, b.id",
        f"meetings/registration/{template}" if template else "",
    )


async def line(meeting: Meeting) -> dict[str, list[UUID]]:
    """Who sits and who waits, in the order of the line."""
    found = await rows(
        "SELECT person_id, state FROM registration_entry WHERE meeting_id = $1 AND line IS NOT NULL ORDER BY line",
        meeting.id,
    )
    return {
        state: [each["person_id"] for each in found if each["state"] == state]
        for state in ("seated", "waiting")
    }
